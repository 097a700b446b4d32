/** Features with what their rows are called. */
export interface NamedFeatures {
  /** `[rows, dimensions]` */
  readonly data: Float32Array;
  readonly dimensions: number;
  readonly names: readonly string[];
  /** The class of each row, where there are classes. */
  readonly labels?: readonly string[];
  /** What made them, for formats that can say. */
  readonly made: Readonly<Record<string, string>>;
}
