import { tf } from "../../backends/tf.ts";
import type { Scope } from "../../nn/scope.ts";

/** Images `[n, height, width, channels]`, or several batches that pass jointly. */
export type Images = tf.Tensor4D | readonly tf.Tensor4D[];

/**
 * Passes images through a network, several batches as one, so that batch norm sees them together.
 *
 * @returns What it gives, one batch after the other: in a training step of several ranks each whole.
 */
export function passJointly(
  scope: Scope,
  images: Images,
  network: (x: tf.Tensor4D) => tf.Tensor2D,
): tf.Tensor2D {
  const batches = images instanceof tf.Tensor ? [images] : images;
  const all = batches.length === 1 ? batches[0] : tf.concat([...batches]);
  return scope.everyRank(network(all), batches.map(({ shape: [n] }) => n));
}
