/** What a network says of every image of a split. */
export interface Predictions {
  readonly samples: number;
  /** `[samples, featureSize]`. */
  readonly features: Float32Array;
  readonly featureSize: number;
  /** `[heads, samples, clusters]`; absent where nothing clusters. */
  readonly probabilities?: Float32Array;
  readonly heads: number;
  readonly clusters: number;
}
