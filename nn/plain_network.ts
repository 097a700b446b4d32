import * as v from "valibot";
import { ops } from "../backends/ops.ts";
import { tf } from "../backends/tf.ts";
import type { Field } from "../core/field.ts";
import { CrlcError } from "../core/errors.ts";
import { count, whole } from "../core/numbers.ts";
import { identity } from "./initialisers.ts";
import { batchNorm, convolution, linear } from "./layers.ts";
import type { Scope } from "./scope.ts";

/** A network of plain convolutions with a head of linear layers that begin as the identity. */
export interface PlainNetwork {
  /**
   * Channels of the 3x3 convolutions, a list for each stretch between two max-pools of 2x2; an empty
   * last one is a max-pool behind them all.
   */
  readonly convolutions: readonly (readonly number[])[];
  /** `valid`: no zeros around an image, which each convolution makes 2 pixels smaller; `same`: one. */
  readonly padding: "valid" | "same";
  /** Channels of a 1x1 convolution after them; as many as clusters where absent, none with 0. */
  readonly pointwise?: number;
  /** Width of the linear layer before the last; as many as clusters where absent. */
  readonly hidden?: number;
  /** Whether ReLU comes before the softmax, as in DAC's code for images of 96 x 96 pixels. */
  readonly lastRelu?: boolean;
}

/** The same in a recipe. */
export const plainNetworkSchema: Field<PlainNetwork> = v.strictObject({
  convolutions: v.pipe(
    v.array(v.array(count)),
    v.minLength(1),
    v.check(
      (stretches) =>
        stretches.every(({ length }, i) => length > 0 || i === stretches.length - 1 && i > 0),
      "convolutions before each max-pool",
    ),
  ),
  padding: v.optional(v.picklist(["valid", "same"]), "valid"),
  pointwise: v.optional(whole(0, 65536)),
  hidden: v.optional(count),
  lastRelu: v.optional(v.boolean()),
});

/** What {@link plainNetwork} gives of images. */
export interface PlainOutputs {
  /** After the first max-pool `[n, h, w, c]`. */
  readonly map: tf.Tensor4D;
  /** The mean over places of what the convolutions give `[n, d]`. */
  readonly features: tf.Tensor2D;
  /** Of the last linear layer, before its batch norm `[n, clusters]`. */
  readonly logits: tf.Tensor2D;
  /** `[n, clusters]`. */
  readonly probabilities: tf.Tensor2D;
}

/**
 * The network of DAC, DDC and DCCM: convolutions with batch norm and ReLU, mean over places, and
 * two linear layers that begin as the identity, each with batch norm. So outputs differ between
 * images from the start: with an ordinary head all pairs are alike, and training collapses at once.
 * Batch norm takes the statistics of each batch, in prediction as well.
 *
 * @param x Images `[n, height, width, channels]`.
 * @throws {CrlcError} `BAD_OPTION` if an image is too small for the convolutions.
 */
export function plainNetwork(
  scope: Scope,
  x: tf.Tensor4D,
  network: PlainNetwork,
  clusters: number,
): PlainOutputs {
  const own = scope.untracked(), padding = network.padding === "same" ? 1 : 0;
  let y = x, map: tf.Tensor4D | undefined;
  network.convolutions.forEach((stretch, at) => {
    const part = own.child(`stretch${at + 1}`);
    stretch.forEach((channels, i) => {
      requireRoom(y, network, x);
      y = unit(part.child(`${i + 1}`), y, { channels, size: 3, padding });
    });
    if (at === network.convolutions.length - 1) return;
    requirePool(y, network, x);
    y = ops.maxPool(y, { size: 2, stride: 2, padding: 0 });
    map ??= y;
  });
  const pointwise = network.pointwise ?? clusters;
  if (pointwise > 0) y = unit(own.child("pointwise"), y, { channels: pointwise, size: 1 });
  const features = ops.globalAveragePool(y);
  const hidden = dense(own.child("hidden"), features, network.hidden ?? clusters);
  const logits = linear(own.child("output"), tf.relu(hidden), clusters, identity);
  const normalised = normaliseRows(own.child("output/norm"), logits);
  const probabilities = tf.softmax(network.lastRelu ? tf.relu(normalised) : normalised);
  return { map: map ?? y, features, logits, probabilities };
}

/**
 * Multiplications of one forward pass of an image `[height, width]`, without the linear layers.
 *
 * @param channels Of the image.
 */
export function plainNetworkCost(
  { convolutions, padding, pointwise = 0 }: PlainNetwork,
  size: readonly [number, number],
  channels: number,
): number {
  let total = 0, [height, width] = size, from = channels;
  convolutions.forEach((stretch, at) => {
    if (at > 0) [height, width] = [Math.floor(height / 2), Math.floor(width / 2)];
    for (const to of stretch) {
      if (padding === "valid") [height, width] = [height - 2, width - 2];
      total += height * width * 9 * from * to;
      from = to;
    }
  });
  return total + height * width * from * pointwise;
}

/** Convolution, batch norm, ReLU. */
function unit(
  scope: Scope,
  x: tf.Tensor4D,
  shape: { channels: number; size: number; padding?: number },
): tf.Tensor4D {
  return batchNorm(scope.child("norm"), convolution(scope, x, shape), { relu: true });
}

/** A linear layer that begins as the identity, and batch norm. */
function dense(scope: Scope, x: tf.Tensor2D, width: number): tf.Tensor2D {
  return normaliseRows(scope.child("norm"), linear(scope, x, width, identity));
}

/** Batch norm of rows. */
function normaliseRows(scope: Scope, x: tf.Tensor2D): tf.Tensor2D {
  const [n, d] = x.shape;
  const y = batchNorm(scope, tf.reshape(x, [n, 1, 1, d]), { relu: false });
  return tf.reshape(y, [n, d]);
}

function requireRoom(y: tf.Tensor4D, { padding }: PlainNetwork, x: tf.Tensor4D): void {
  if (padding === "valid" && Math.min(y.shape[1], y.shape[2]) < 3) throw tooSmall(x, padding);
}

function requirePool(y: tf.Tensor4D, { padding }: PlainNetwork, x: tf.Tensor4D): void {
  if (Math.min(y.shape[1], y.shape[2]) < 2) throw tooSmall(x, padding);
}

function tooSmall(x: tf.Tensor4D, padding: PlainNetwork["padding"]): CrlcError {
  return new CrlcError(
    "usage",
    "BAD_OPTION",
    `Cannot make the network: images must be large enough for its convolutions, and ${
      x.shape[2]
    } x ${x.shape[1]} pixels are not with padding "${padding}"`,
    {
      hint: padding === "valid"
        ? "--set network.padding=same keeps their size; or name fewer convolutions"
        : "name fewer stretches of convolutions",
    },
  );
}
