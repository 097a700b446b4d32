import { tf } from "../backends/tf.ts";

/** Numbers an image whose view is made on the device; see `augment`. */
export const DEVICE_NUMBERS = 22;
/** Where the four changes of colour begin, of four numbers each. */
export const COLOURS_AT = 5;
/** Where it says whether the view is grey. */
export const GREY_AT = 21;

/** What all views of a stage have in common. */
export interface DeviceViews {
  /** Height and width of a view. */
  readonly output: readonly [number, number];
  /** Mean and standard deviation of each channel; absent to leave [0, 1]. */
  readonly normalise?: { readonly mean: readonly number[]; readonly std: readonly number[] };
  /** Whether any hue is ever turned, which is the most costly part. */
  readonly hue: boolean;
}

/**
 * Makes one view of each image by tensor operations, so that it can be part of a compiled step:
 * window and resampling with antialiasing, flip, changes of colour in any order, grey. The meaning
 * is torchvision's, as on the host.
 *
 * @example The left half of an image, mirrored
 * ```ts
 * import { augment, DEVICE_NUMBERS, tf } from "@crlc/crlc/nn";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await tf.setBackend("cpu");
 * const unchanged = [1, 0, 0, 0];
 * const drawn = [0, 0, 1, 2, 1, ...unchanged, ...unchanged, ...unchanged, ...unchanged, 0];
 * const view = augment(
 *   tf.tensor4d([0.125, 0.25, 0.5, 1], [1, 1, 4, 1]),
 *   tf.tensor2d(drawn, [1, DEVICE_NUMBERS]),
 *   { output: [1, 2], hue: false },
 * );
 * deepStrictEqual([...view.dataSync()], [0.25, 0.125]);
 * ```
 *
 * @param images `[n, height, width, channels]` in [0, 1]; 1 or 3 channels.
 * @param drawn `[n, 22]`: top, left, height and width of the window in pixels; 1 to mirror; for each
 * of four changes of colour in their order the factor `f`, the shares `m` and `g` of the mean grey
 * value and of each pixel's own in what is blended with, `x <- clip(f x + (1 - f) (m mean + g grey))`,
 * and a turn of the hue in sixths of a full one; 1 for grey.
 * @returns `[n, output height, output width, channels]`
 */
export function augment(
  images: tf.Tensor4D,
  drawn: tf.Tensor2D,
  { output, normalise, hue }: DeviceViews,
): tf.Tensor4D {
  return tf.tidy(() => {
    const [n, , , channels] = images.shape;
    const number = (at: number) => drawn.slice([0, at], [n, 1]).reshape<tf.Tensor4D>([n, 1, 1, 1]);
    let x = resample(images, drawn, output);
    for (let at = COLOURS_AT; at < GREY_AT; at += 4) {
      const factor = number(at), grey = greyOf(x);
      const other = number(at + 1).mul(grey.mean([1, 2], true)).add(number(at + 2).mul(grey));
      x = x.mul(factor).add(tf.sub(1, factor).mul(other)).clipByValue(0, 1) as tf.Tensor4D;
      if (hue && channels === 3) x = turnHue(x, number(at + 3));
    }
    if (channels === 3) {
      const share = number(GREY_AT);
      x = x.mul(tf.sub(1, share)).add(greyOf(x).mul(share)) as tf.Tensor4D;
    }
    return normalise ? x.sub(tf.tensor1d([...normalise.mean])).div([...normalise.std]) : x;
  });
}

/** Windows resized by two products with matrices: rows first, then columns. */
function resample(
  images: tf.Tensor4D,
  drawn: tf.Tensor2D,
  [rowsOut, columnsOut]: readonly [number, number],
): tf.Tensor4D {
  const [n, height, width, channels] = images.shape;
  const number = (at: number) => drawn.slice([0, at], [n, 1]).reshape<tf.Tensor3D>([n, 1, 1]);
  const places = tf.range(0, columnsOut).add(0.5).reshape<tf.Tensor3D>([1, columnsOut, 1]);
  const flipped = number(4);
  const across = places.mul(tf.sub(1, flipped)).add(tf.sub(columnsOut, places).mul(flipped));
  const down = tf.range(0, rowsOut).add(0.5).reshape<tf.Tensor3D>([1, rowsOut, 1]);
  const rows = weights(down, rowsOut, height, number(0), number(2));
  const columns = weights(across as tf.Tensor3D, columnsOut, width, number(1), number(3));
  const tall = tf.matMul(rows, images.reshape<tf.Tensor3D>([n, height, width * channels]));
  const turned = tall.reshape<tf.Tensor4D>([n, rowsOut, width, channels]).transpose([0, 2, 1, 3]);
  const wide = tf.matMul(columns, turned.reshape<tf.Tensor3D>([n, width, rowsOut * channels]));
  return wide.reshape<tf.Tensor4D>([n, columnsOut, rowsOut, channels]).transpose([0, 2, 1, 3]);
}

/** A triangle around each place of the output, as wide as a pixel of the coarser side. */
function weights(
  places: tf.Tensor3D,
  output: number,
  input: number,
  first: tf.Tensor3D,
  length: tf.Tensor3D,
): tf.Tensor3D {
  const scale = length.div(output), centres = places.mul(scale).add(first);
  const pixels = tf.range(0, input).add(0.5).reshape<tf.Tensor3D>([1, 1, input]);
  const near = tf.relu(tf.sub(1, pixels.sub(centres).abs().div(tf.maximum(scale, 1))));
  const inside = pixels.greater(first).logicalAnd(pixels.less(first.add(length)));
  const within = near.mul(inside.toFloat());
  return within.div(within.sum(2, true));
}

/** `[n, h, w, 1]` of RGB by ITU-R BT.601; one channel is grey already. */
function greyOf(x: tf.Tensor4D): tf.Tensor4D {
  if (x.shape[3] === 1) return x;
  return x.mul(tf.tensor1d([0.299, 0.587, 0.114])).sum(3, true);
}

/** Lowest channel and chroma stay; each channel's share of the chroma is a trapezium over the hue. */
function turnHue(x: tf.Tensor4D, turn: tf.Tensor4D): tf.Tensor4D {
  const [r, g, b] = tf.split(x, 3, 3);
  const high = x.max(3, true), low = x.min(3, true), chroma = tf.sub(high, low);
  const isRed = high.equal(r).toFloat();
  const isGreen = high.equal(g).toFloat().mul(tf.sub(1, isRed));
  const isBlue = tf.sub(tf.sub(1, isRed), isGreen);
  // A grey pixel, whose differences are all 0, must not divide by 0.
  const of = (a: tf.Tensor, c: tf.Tensor) => a.sub(c).div(tf.maximum(chroma, 1e-30));
  const hue = of(g, b).mul(isRed).add(of(b, r).add(2).mul(isGreen)).add(of(r, g).add(4).mul(isBlue))
    .add(turn);
  const wrapped = hue.sub(hue.div(6).floor().mul(6));
  const share = (from: number, about: number, sign: number) =>
    wrapped.sub(about).abs().mul(sign).add(from).clipByValue(0, 1);
  const shares = tf.concat([share(-1, 3, 1), share(2, 2, -1), share(2, 4, -1)], 3);
  return low.add(chroma.mul(shares)) as tf.Tensor4D;
}
