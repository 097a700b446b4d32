/** What the command line may change of a recipe. */
export interface RecipeOverrides {
  readonly strategy?: string;
  readonly dataset?: string;
  readonly split?: string;
  readonly clusters?: number;
  readonly epochs?: number;
  readonly seed?: number;
  /** A file of an encoder's weights, of whose features is learned. */
  readonly encoder?: string;
  /** `key=value` pairs as typed; a key is an option's name or its dotted path in the recipe. */
  readonly set: readonly string[];
  /** Largest share of unusable images, 0 to 1. */
  readonly maxBad?: number;
  /** Whether what is named may be a folder that was moved, and is not there any more. */
  readonly moved?: boolean;
}
