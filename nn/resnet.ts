import * as v from "valibot";
import { ops } from "../backends/ops.ts";
import type { tf } from "../backends/tf.ts";
import type { Field } from "../core/field.ts";
import { share, whole } from "../core/numbers.ts";
import { batchNorm, convolution } from "./layers.ts";
import type { Scope } from "./scope.ts";
import { wideResnet } from "./wide_resnet.ts";

const STAGES = "a list of 1 to 16 numbers";

/** A residual network (He et al. 2016), spelt out. */
export interface Resnet {
  /** Channels of each stage's 3x3 convolutions; the first is the stem's too. */
  widths: number[];
  /** Blocks of each stage. */
  blocks: number[];
  /** "auto": cifar up to 64 pixels, stl up to 128, imagenet above (docs/method.md 2). */
  stem: "auto" | "cifar" | "stl" | "imagenet";
  /** Stride of the first convolution, for the cifar stem. */
  stemStride: 1 | 2;
  /**
   * "basic" where absent; a bottleneck block gives four times the channels of its stage, and
   * "pre-activation" is that of a Wide ResNet, whose stem is always cifar's and has 16 channels.
   */
  block?: "basic" | "bottleneck" | "pre-activation";
  /** Of a new batch in batch norm's running statistics; .1 where absent. */
  batchNormShare?: number;
}

/** The same in a recipe. */
export const resnetSchema: Field<Resnet> = v.strictObject({
  widths: v.pipe(v.array(whole(1, 65536)), v.minLength(1, STAGES), v.maxLength(16, STAGES)),
  blocks: v.pipe(v.array(whole(1, 1000)), v.minLength(1, STAGES), v.maxLength(16, STAGES)),
  stem: v.optional(v.picklist(["auto", "cifar", "stl", "imagenet"]), "auto"),
  stemStride: v.optional(v.picklist([1, 2]), 1),
  block: v.optional(v.picklist(["basic", "bottleneck", "pre-activation"])),
  batchNormShare: v.optional(share),
});

const NAMED: Record<"resnet18" | "resnet34" | "resnet50", readonly number[]> = {
  resnet18: [2, 2, 2, 2],
  resnet34: [3, 4, 6, 3],
  resnet50: [3, 4, 6, 3],
};

/** Wide ResNets by depth and widening, as FixMatch and its kin have them: 4 blocks a stage. */
const WIDE: Record<"wrn-28-2" | "wrn-28-8" | "wrn-37-2", readonly number[]> = {
  "wrn-28-2": [32, 64, 128],
  "wrn-28-8": [128, 256, 512],
  "wrn-37-2": [32, 64, 128, 256],
};

/** A backbone as a recipe names it, such as `"resnet18"` or `"wrn-28-2"`, or one spelt out. */
export type Backbone =
  | "resnet18"
  | "resnet34"
  | "resnet50"
  | "wrn-28-2"
  | "wrn-28-8"
  | "wrn-37-2"
  | Resnet;

/** The same in a recipe. */
export const backboneSchema: Field<Backbone> = v.union([
  v.picklist(["resnet18", "resnet34", "resnet50", "wrn-28-2", "wrn-28-8", "wrn-37-2"]),
  resnetSchema,
]);

/**
 * The network of a name, 64 channels wide at first unless `width` says otherwise; a Wide ResNet's
 * widths follow from its name.
 */
export function resnetOf(backbone: Backbone, width = 64): Resnet {
  if (typeof backbone !== "string") return backbone;
  if (isWide(backbone)) {
    const widths = [...WIDE[backbone]], blocks = widths.map(() => 4);
    return { widths, blocks, stem: "cifar", stemStride: 1, block: "pre-activation" };
  }
  const blocks = [...NAMED[backbone]];
  const network = { widths: blocks.map((_, i) => width << i), blocks, stemStride: 1 } as const;
  return backbone === "resnet50"
    ? { ...network, stem: "auto", block: "bottleneck" }
    : { ...network, stem: "auto" };
}

function isWide(name: string): name is keyof typeof WIDE {
  return Object.hasOwn(WIDE, name);
}

/** Channels and stride of a block, and the share of its batch norms. */
interface BlockOptions {
  readonly channels: number;
  readonly stride: number;
  readonly share?: number;
}

/** What goes around a block: itself, or a 1x1 convolution where the shape changes. */
function shortcutOf(
  scope: Scope,
  x: tf.Tensor4D,
  { channels, stride, share }: BlockOptions,
): tf.Tensor4D {
  if (stride === 1 && x.shape[3] === channels) return x;
  const y = convolution(scope.child("shortcut"), x, { channels, size: 1, stride });
  return batchNorm(scope.child("shortcut/norm"), y, { relu: false, share });
}

/** conv-BN-ReLU-conv-BN, plus the shortcut, ReLU. */
function basicBlock(scope: Scope, x: tf.Tensor4D, options: BlockOptions): tf.Tensor4D {
  const { channels, stride, share } = options, part = (name: string) => scope.child(name);
  const residual = shortcutOf(scope, x, options);
  const first = convolution(part("conv1"), x, { channels, size: 3, stride });
  const between = batchNorm(part("norm1"), first, { relu: true, share });
  const second = convolution(part("conv2"), between, { channels, size: 3 });
  return batchNorm(part("norm2"), second, { relu: true, residual, share });
}

/** 1x1, 3x3 with the stride, and 1x1 to four times the channels, plus the shortcut, ReLU. */
function bottleneck(scope: Scope, x: tf.Tensor4D, options: BlockOptions): tf.Tensor4D {
  const { channels, stride, share } = options, part = (name: string) => scope.child(name);
  const residual = shortcutOf(scope, x, { ...options, channels: 4 * channels });
  const first = convolution(part("conv1"), x, { channels, size: 1 });
  const narrow = batchNorm(part("norm1"), first, { relu: true, share });
  const second = convolution(part("conv2"), narrow, { channels, size: 3, stride });
  const between = batchNorm(part("norm2"), second, { relu: true, share });
  const third = convolution(part("conv3"), between, { channels: 4 * channels, size: 1 });
  return batchNorm(part("norm3"), third, { relu: true, residual, share });
}

/** What stands before the first block, chosen by the size of the images. */
function stem(scope: Scope, x: tf.Tensor4D, network: Resnet): tf.Tensor4D {
  const { stem, stemStride, widths, batchNormShare: share } = network;
  const side = Math.max(x.shape[1], x.shape[2]);
  const kind = stem !== "auto" ? stem : side <= 64 ? "cifar" : side <= 128 ? "stl" : "imagenet";
  const [size, stride] = kind === "imagenet" ? [7, 2] : [3, kind === "cifar" ? stemStride : 1];
  const h = convolution(scope, x, { channels: widths[0], size, stride });
  const y = batchNorm(scope.child("norm"), h, { relu: true, share });
  if (kind === "cifar") return y;
  return ops.maxPool(y, { size: kind === "stl" ? 2 : 3, stride: 2, padding: 1 });
}

/**
 * A residual network up to its global average pool (docs/method.md 2).
 *
 * @param x Images `[n, height, width, channels]`, normalised.
 * @returns Features `[n, d]`, d the last of `widths`, four times that of bottlenecks.
 */
export function resnet(scope: Scope, x: tf.Tensor4D, network: Resnet): tf.Tensor2D {
  if (network.block === "pre-activation") return wideResnet(scope, x, network);
  const block = network.block === "bottleneck" ? bottleneck : basicBlock;
  let y = stem(scope.child("stem"), x, network);
  network.blocks.forEach((count, stage) => {
    const channels = network.widths[stage], share = network.batchNormShare;
    for (let i = 0; i < count; i++) {
      const part = scope.child(`stage${stage + 1}/block${i + 1}`);
      y = block(part, y, { channels, stride: stage > 0 && i === 0 ? 2 : 1, share });
    }
  });
  return ops.globalAveragePool(y);
}
