import { tf } from "../backends/tf.ts";

/** An image turned counter-clockwise by so many quarters, 0 to 3. */
export function turned(x: tf.Tensor4D, quarters: number): tf.Tensor4D {
  switch (quarters) {
    case 1:
      return tf.transpose<tf.Tensor4D>(tf.reverse(x, 2), [0, 2, 1, 3]);
    case 2:
      return tf.reverse(x, [1, 2]);
    case 3:
      return tf.reverse(tf.transpose<tf.Tensor4D>(x, [0, 2, 1, 3]), 2);
    default:
      return x;
  }
}

/**
 * Turns image i by i mod 4 quarters, counter-clockwise: of a batch of any size.
 *
 * @param x Square images `[n, side, side, channels]`.
 * @returns The turned images, and the quarters of each as classes `[n]`, int32.
 * @throws {RangeError} If images are not square.
 */
export function quarterTurns(x: tf.Tensor4D): { images: tf.Tensor4D; quarters: tf.Tensor1D } {
  const [n, height, width] = x.shape;
  if (height !== width) {
    throw new RangeError(
      `Cannot turn images by quarters: they must be square, and are ${height} x ${width}`,
    );
  }
  const quarters = Array.from({ length: n }, (_, i) => i % 4);
  const parts = [0, 1, 2, 3].map((k) => {
    const own = quarters.map((quarter) => quarter === k ? 1 : 0);
    return tf.mul<tf.Tensor4D>(turned(x, k), tf.tensor4d(own, [n, 1, 1, 1]));
  });
  return { images: tf.addN(parts), quarters: tf.tensor1d(quarters, "int32") };
}
