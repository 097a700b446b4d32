import { ops } from "../backends/ops.ts";
import { tf } from "../backends/tf.ts";
import { batchNorm, convolution } from "./layers.ts";
import type { Scope } from "./scope.ts";

/** Channels of the first convolution. */
export const WIDE_STEM = 16;
/** Slope of the leaky ReLU below 0. */
const LEAK = 0.1;

/** A Wide ResNet, spelt out. */
export interface WideResnet {
  /** Channels of each stage. */
  readonly widths: readonly number[];
  /** Blocks of each stage. */
  readonly blocks: readonly number[];
  readonly stemStride: 1 | 2;
  /** Of a new batch in the running statistics; .1 where absent. */
  readonly batchNormShare?: number;
}

/** Batch norm and leaky ReLU: what comes before a convolution. */
function activated(scope: Scope, x: tf.Tensor4D, share?: number): tf.Tensor4D {
  return tf.leakyRelu(batchNorm(scope, x, { relu: false, share }), LEAK);
}

/**
 * BN-leaky ReLU-conv-BN-leaky ReLU-conv, plus the shortcut, which is a 1x1 convolution where the
 * shape changes.
 *
 * @param options `first`: the network's first block, whose shortcut takes the activated input, as
 *   in the authors' code of FixMatch.
 */
function wideBlock(
  scope: Scope,
  x: tf.Tensor4D,
  { channels, stride, first, share }: {
    channels: number;
    stride: number;
    first: boolean;
    share?: number;
  },
): tf.Tensor4D {
  const part = (name: string) => scope.child(name);
  const before = activated(part("norm1"), x, share);
  const same = stride === 1 && x.shape[3] === channels;
  const shortcut = same
    ? x
    : convolution(part("shortcut"), first ? before : x, { channels, size: 1, stride });
  const middle = convolution(part("conv1"), before, { channels, size: 3, stride });
  const between = activated(part("norm2"), middle, share);
  return tf.add(convolution(part("conv2"), between, { channels, size: 3 }), shortcut);
}

/**
 * A Wide ResNet (Zagoruyko and Komodakis 2016) up to its global average pool, with leaky ReLUs, as
 * MixMatch, FixMatch and their kin have it.
 *
 * @param x Images `[n, height, width, channels]`, normalised.
 * @returns Features `[n, d]`, d the last of `widths`.
 */
export function wideResnet(scope: Scope, x: tf.Tensor4D, network: WideResnet): tf.Tensor2D {
  const { widths, blocks, stemStride, batchNormShare: share } = network;
  let y = convolution(scope.child("stem"), x, { channels: WIDE_STEM, size: 3, stride: stemStride });
  blocks.forEach((count, stage) => {
    for (let i = 0; i < count; i++) {
      y = wideBlock(scope.child(`stage${stage + 1}/block${i + 1}`), y, {
        channels: widths[stage],
        stride: stage > 0 && i === 0 ? 2 : 1,
        first: stage === 0 && i === 0,
        share,
      });
    }
  });
  return ops.globalAveragePool(activated(scope.child("norm"), y, share));
}
