import { tf } from "../../backends/tf.ts";
import { linear } from "../../nn/layers.ts";
import type { Scope } from "../../nn/scope.ts";

/**
 * One linear layer a sub-head, computed together.
 *
 * @param h Backbone features `[n, d]`.
 * @returns Logits `[heads, n, clusters]`.
 */
export function linearHeads(
  scope: Scope,
  h: tf.Tensor2D,
  { heads, clusters }: { heads: number; clusters: number },
): tf.Tensor3D {
  const all = linear(scope, h, heads * clusters);
  return tf.transpose(tf.reshape(all, [h.shape[0], heads, clusters]), [1, 0, 2]);
}
