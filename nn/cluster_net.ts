import { ops } from "../backends/ops.ts";
import { tf } from "../backends/tf.ts";
import { batchNorm, convolution } from "./layers.ts";
import type { Scope } from "./scope.ts";

/** Channels of its convolutions, with a max-pool of 2x2 between two of them. */
const CHANNELS = [64, 128, 256, 512];

/**
 * The trunk of ClusterNet6c, IIC's network for MNIST: four convolutions of 5x5, each with batch norm
 * and ReLU, and what they give of all places side by side.
 *
 * @param x Images `[n, height, width, channels]`; IIC's are of 24 x 24.
 * @returns `[n, 512 * height / 8 * width / 8]`.
 */
export function clusterNet(scope: Scope, x: tf.Tensor4D): tf.Tensor2D {
  const last = CHANNELS.reduce((y, channels, i) => {
    const pooled = i === 0 ? y : ops.maxPool(y, { size: 2, stride: 2, padding: 0 });
    const part = scope.child(`layer${i + 1}`);
    return batchNorm(part.child("norm"), convolution(part, pooled, { channels, size: 5 }), {
      relu: true,
    });
  }, x);
  return tf.reshape(last, [x.shape[0], -1]);
}

/** Multiplications of one forward pass of an image, without its heads. */
export function clusterNetCost(size: readonly [number, number], channels: number): number {
  let [height, width] = size, from = channels, total = 0;
  CHANNELS.forEach((to, i) => {
    if (i > 0) [height, width] = [height >> 1, width >> 1];
    total += height * width * 25 * from * to;
    from = to;
  });
  return total;
}
