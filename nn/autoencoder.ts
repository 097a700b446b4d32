import { tf } from "../backends/tf.ts";
import { linear } from "./layers.ts";
import type { Scope } from "./scope.ts";

/** What is left out of an activation: 0 for a number that is, for others what makes up for those. */
export type Dropped = (x: tf.Tensor2D) => tf.Tensor2D;

const ALL: Dropped = (x) => x;

/**
 * The encoder of a fully connected autoencoder, or its first layers: ReLU behind each but the last of
 * `widths` (Xie et al., ICML 2016, section 4.3).
 *
 * @param x `[n, D]`.
 * @param widths Of all layers; the last one is the code.
 * @param layers How many of them; all if absent.
 * @returns `[n, widths[layers - 1]]`.
 */
export function encode(
  scope: Scope,
  x: tf.Tensor2D,
  widths: readonly number[],
  layers: number = widths.length,
): tf.Tensor2D {
  return widths.slice(0, layers).reduce((h, _, i) => encodeLayer(scope, h, widths, i), x);
}

/** Layer `i` of the encoder, counted from 0. */
export function encodeLayer(
  scope: Scope,
  x: tf.Tensor2D,
  widths: readonly number[],
  i: number,
): tf.Tensor2D {
  const y = linear(scope.child(`encoder/layer${i + 1}`), x, widths[i]);
  return i === widths.length - 1 ? y : tf.relu(y);
}

/**
 * The decoder, the mirror of the encoder: ReLU behind each layer but the last, which gives the input
 * again.
 *
 * @param code `[n, widths.at(-1)]`.
 * @param inputs D, the numbers of an input.
 * @returns `[n, D]`.
 */
export function decode(
  scope: Scope,
  code: tf.Tensor2D,
  widths: readonly number[],
  inputs: number,
): tf.Tensor2D {
  return widths.reduceRight((h, _, i) => decodeLayer(scope, h, widths, inputs, i), code);
}

/** The layer of the decoder that gives what layer `i` of the encoder is given. */
export function decodeLayer(
  scope: Scope,
  y: tf.Tensor2D,
  widths: readonly number[],
  inputs: number,
  i: number,
): tf.Tensor2D {
  const x = linear(scope.child(`decoder/layer${i + 1}`), y, i === 0 ? inputs : widths[i - 1]);
  return i === 0 ? x : tf.relu(x);
}

/**
 * The squared error of one layer and its mirror, each number of whose input and output may be
 * dropped; the layers before it are left as they are.
 *
 * @param x `[n, D]`.
 * @returns The mean over all numbers.
 */
export function layerError(
  scope: Scope,
  x: tf.Tensor2D,
  { widths, layer, dropInput = ALL, dropOutput = ALL }: {
    readonly widths: readonly number[];
    /** Counted from 0. */
    readonly layer: number;
    readonly dropInput?: Dropped;
    readonly dropOutput?: Dropped;
  },
): tf.Scalar {
  const given = encode(scope, x, widths, layer);
  const code = dropOutput(encodeLayer(scope, dropInput(given), widths, layer));
  return squaredError(decodeLayer(scope, code, widths, x.shape[1], layer), given);
}

/** The squared error of the whole autoencoder, each number of whose input may be dropped. */
export function wholeError(
  scope: Scope,
  x: tf.Tensor2D,
  { widths, dropInput = ALL }: {
    readonly widths: readonly number[];
    readonly dropInput?: Dropped;
  },
): tf.Scalar {
  const code = encode(scope, dropInput(x), widths);
  return squaredError(decode(scope, code, widths, x.shape[1]), x);
}

/** Mean over all numbers. */
function squaredError(x: tf.Tensor, wanted: tf.Tensor): tf.Scalar {
  return tf.mean(tf.square(tf.sub(x, wanted)));
}
