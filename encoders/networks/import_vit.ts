import { type Vit, vit } from "../../nn/vit.ts";
import { badWeights, type Weights, type WeightTensor } from "../weights/weights.ts";
import { ConvertedVit, joined, VitSource } from "./converted_vit.ts";
import { channelsLast, flat, transposed } from "./layout.ts";
import type { Network, NetworkHints } from "./network.ts";
import { type PositionRule, resizePositions } from "./resize_positions.ts";
import { canonical, findVitFamily, type VitFamily } from "./vit_names.ts";

const GELUS: Readonly<Record<string, Vit["gelu"]>> = {
  gelu: "exact",
  quick_gelu: "sigmoid",
  gelu_pytorch_tanh: "tanh",
  gelu_new: "tanh",
};

/**
 * The vision transformer that weights belong to, if they are those of one: DINO, DINOv2, CLIP,
 * SigLIP, DeiT and ViT by the names of the hub, of timm, of OpenCLIP or of the authors.
 *
 * @throws {CrlcError} `BAD_WEIGHTS` if some are missing, or of shapes that do not agree.
 */
export function importVit(weights: Weights, hints: NetworkHints = {}): Network | undefined {
  const found = findVitFamily(weights);
  if (!found) return undefined;
  const { family } = found;
  const source = new VitSource(canonical(weights, found), family.name);
  const kernel = source.get("patch_embed.proj.weight", 4);
  const [width, , patch] = kernel.shape;
  const embeddings = embeddingsOf(source, width), { side: stored, registers } = embeddings;
  const side = hints.side ?? stored * patch;
  if (side % patch !== 0) {
    throw badWeights(`images must be a multiple of ${patch} pixels wide, and are ${side}`);
  }
  const hasOwnProjection = source.has("proj");
  const projection = source.tensors.get("proj") ?? weights.get("visual_projection.weight");
  const form: Vit = {
    ...formOf(source, family, hints, width),
    ...{ side, patch, width, prefix: embeddings.prefix },
    pool: source.has("attn_pool.latent")
      ? "attention"
      : hints.pool ?? (embeddings.classes > 0 ? "class" : "mean"),
    projection: projection?.shape[hasOwnProjection ? 1 : 0],
  };

  const to = new ConvertedVit(source);
  convertPatches(to, kernel);
  convertEmbeddings(to, embeddings, side / patch, positionRule(source, family, registers));
  if (form.normBefore) to.norm("before", "norm_pre");
  for (let i = 0; i < form.blocks; i++) to.block(i, form.layerScale);
  to.norm("norm", "norm");
  if (form.pool === "attention") to.attentionPool(width);
  if (projection) {
    source.used.add("proj").add("visual_projection.weight");
    to.tensors.set("projection", hasOwnProjection ? projection : transposed(projection));
  }
  return {
    about: [
      `${family.name}, ${form.blocks} blocks of ${width}, patches of ${patch}`,
      ...registers > 0 ? [`${registers} registers`] : [],
    ].join(", "),
    dimensions: form.projection ?? width,
    side,
    weights: to.tensors,
    buffers: new Map(),
    unused: source.unused(),
    run: (scope, images) => vit(scope, images, form),
  };
}

/** What is added to the patches, or put before them. */
interface Embeddings {
  /** Positions of the prefix, where it has some, and of a square grid: `[rows, width]`. */
  readonly table: Float32Array;
  readonly width: number;
  /** Patches along a side of the grid. */
  readonly side: number;
  /** Rows of the table that belong to the prefix. */
  readonly own: number;
  /** Class, distillation and register tokens; those that there are. */
  readonly tokens: readonly WeightTensor[];
  readonly classes: number;
  readonly registers: number;
  /** Tokens altogether. */
  readonly prefix: number;
}

function embeddingsOf(source: VitSource, width: number): Embeddings {
  const table = source.maybe("pos_embed");
  if (!table) throw source.missing("pos_embed");
  const rows = table.data.length / width;
  const side = Math.floor(Math.sqrt(rows)), own = rows - side ** 2;
  const tokens = ["cls_token", "dist_token", "reg_token"].map((name) => source.maybe(name));
  const [classes, distilled, registers] = tokens
    .map((tensor) => tensor ? tensor.data.length / width : 0);
  if (own !== 0 && own !== classes + distilled) {
    throw badWeights(`positions of a square grid are needed, and there are ${rows}`);
  }
  return {
    ...{ table: table.data, width, side, own, classes, registers },
    tokens: tokens.filter((token) => token !== undefined),
    prefix: classes + distilled + registers,
  };
}

function positionRule(source: VitSource, family: VitFamily, registers: number): PositionRule {
  if (registers > 0) return { antialias: true, offset: 0 };
  // The authors' own files of DINOv2 without registers, which were interpolated in a way of their own.
  const isOriginal = family.sign.startsWith("blocks.") && source.has("mask_token");
  return isOriginal ? { antialias: false, offset: 0.1 } : family.positions;
}

/** What the blocks are like. */
function formOf(source: VitSource, family: VitFamily, hints: NetworkHints, width: number) {
  const mlp = source.get("blocks.0.mlp.fc1.weight", 2);
  const normBefore = source.has("norm_pre.weight");
  const heads = hints.heads ?? Math.max(Math.round(width / 64), 1);
  const gelu = hints.activation ? GELUS[hints.activation] : family.gelu;
  if (gelu === undefined) {
    throw badWeights(`its activation "${hints.activation}" is not one that a ViT has here`);
  }
  if (width % heads !== 0) {
    throw badWeights(`${heads} attention heads must divide the width, ${width}`);
  }
  if (mlp.shape[1] !== width) {
    throw badWeights("its perceptrons are of a form that is unknown here");
  }
  return {
    blocks: source.blocks(),
    ...{ heads, hidden: mlp.shape[0], normBefore, gelu },
    layerScale: source.has("blocks.0.ls1.gamma"),
    epsilon: hints.epsilon ?? (normBefore ? 1e-5 : family.epsilon),
  };
}

function convertPatches({ tensors, source }: ConvertedVit, kernel: WeightTensor): void {
  const [width, channels, patch] = kernel.shape, { data } = channelsLast(kernel);
  tensors.set("patch/kernel", { shape: [patch * patch * channels, width], data });
  tensors.set("patch/bias", source.bias("patch_embed.proj", width));
}

/** @param side Patches along a side of the images that the network is for. */
function convertEmbeddings(
  { tensors }: ConvertedVit,
  { table, width, side: stored, own, tokens, prefix }: Embeddings,
  side: number,
  rule: PositionRule,
): void {
  const positions = resizePositions(table.subarray(own * width), stored, side, rule);
  tensors.set("positions", { shape: [1, positions.length / width, width], data: positions });
  if (prefix === 0) return;
  const data = joined(tokens.map(flat)).data.slice();
  for (let i = 0; i < own * width; i++) data[i] += table[i];
  tensors.set("prefix", { shape: [1, prefix, width], data });
}
