import type { EncoderFolders } from "../../encoders/place/find_encoder.ts";
import type { RecipeEncoder } from "./encoder.ts";

/** What the command line may change of a recipe. */
export interface RecipeOverrides {
  readonly strategy?: string;
  readonly dataset?: string;
  readonly split?: string;
  readonly clusters?: number;
  readonly epochs?: number;
  readonly seed?: number;
  /**
   * The encoder of whose features is learned: a name, `owner/name@revision`, a file, a folder, or one
   * that is described already; or several names, whose features stand side by side.
   */
  readonly encoder?: string | readonly string[] | RecipeEncoder;
  /** Where encoders may lie. */
  readonly encoderFolders?: EncoderFolders;
  /** Epochs between snapshots of what is predicted, and the split that is; as the recipe if absent. */
  readonly snapshots?: { readonly every?: number; readonly split?: string };
  /** `key=value` pairs as typed; a key is an option's name or its dotted path in the recipe. */
  readonly set: readonly string[];
  /** A file that names the images, which then lie in the folder that is the target, or where it says. */
  readonly list?: string;
  /** Largest share of unusable images, 0 to 1. */
  readonly maxBad?: number;
  /** Whether what is named may be a folder that was moved, and is not there any more. */
  readonly moved?: boolean;
}
