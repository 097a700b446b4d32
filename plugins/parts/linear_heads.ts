import { tf } from "../../backends/tf.ts";
import { linear } from "../../nn/layers.ts";
import type { Initialiser, Scope } from "../../nn/scope.ts";

/**
 * One linear layer a sub-head, computed together.
 *
 * @param h Backbone features `[n, d]`.
 * @returns Logits `[heads, n, clusters]`.
 */
export function linearHeads(
  scope: Scope,
  h: tf.Tensor2D,
  { heads, clusters, initialiser }: {
    heads: number;
    clusters: number;
    /** Of the weights; uniform within sqrt(6 / d) if absent. */
    initialiser?: Initialiser;
  },
): tf.Tensor3D {
  const all = linear(scope, h, heads * clusters, initialiser);
  return tf.transpose(tf.reshape(all, [h.shape[0], heads, clusters]), [1, 0, 2]);
}
