import { tf } from "../backends/tf.ts";

/** How an image of three channels becomes one of grey values. */
export const GREYS = ["rec601", "mean"] as const;

export type Grey = typeof GREYS[number];

const SHARES: Readonly<Record<Grey, readonly number[]>> = {
  rec601: [0.299, 0.587, 0.114],
  mean: [1 / 3, 1 / 3, 1 / 3],
};

/**
 * Edges of the grey image, as a layer in front of a network: Sobel's filters, correlated with zeros
 * around the image. A network behind it cannot group images by their colour.
 *
 * @param images `[n, h, w, 3]`, or of one channel, which is grey already.
 * @param grey Weights of the channels: `rec601` those of IIC, `mean` those of PICA.
 * @returns `[n, h, w, 2]`: differences along rows, and along columns.
 */
export function sobel(images: tf.Tensor4D, grey: Grey): tf.Tensor4D {
  const [n, h, w, channels] = images.shape;
  const one = channels === 1 ? images : greyOf(images, SHARES[grey]);
  const padded = tf.pad(tf.reshape(one, [n, h, w]), [[0, 0], [1, 1], [1, 1]]);
  const part = (row: number, column: number, height: number, width: number) =>
    tf.slice(padded, [0, row, column], [n, height, width]);
  const sum = (a: tf.Tensor, b: tf.Tensor, c: tf.Tensor) => tf.add(tf.add(a, c), tf.mul(b, 2));
  const across = tf.sub(part(0, 0, h + 2, w), part(0, 2, h + 2, w));
  const rows = [0, 1, 2].map((row) => tf.slice(across, [0, row, 0], [n, h, w]));
  const down = tf.sub(part(0, 0, h, w + 2), part(2, 0, h, w + 2));
  const columns = [0, 1, 2].map((column) => tf.slice(down, [0, 0, column], [n, h, w]));
  const edges = [rows, columns].map(([a, b, c]) => sum(a, b, c));
  return tf.stack(edges, -1) as tf.Tensor4D;
}

function greyOf(images: tf.Tensor4D, shares: readonly number[]): tf.Tensor {
  const [n, h, w] = images.shape;
  const channels = shares.map((share, channel) =>
    tf.mul(tf.slice(images, [0, 0, 0, channel], [n, h, w, 1]), share)
  );
  return tf.add(tf.add(channels[0], channels[1]), channels[2]);
}
