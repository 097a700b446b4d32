import { type Vit, vit } from "../../nn/vit.ts";
import { badWeights, type Weights, type WeightTensor } from "../weights/weights.ts";
import { channelsLast, transposed } from "./layout.ts";
import type { Network, NetworkHints } from "./network.ts";
import { resizePositions } from "./resize_positions.ts";
import { canonical, findVitFamily } from "./vit_names.ts";

const GELUS: Readonly<Record<string, Vit["gelu"]>> = {
  gelu: "exact",
  quick_gelu: "sigmoid",
  gelu_pytorch_tanh: "tanh",
  gelu_new: "tanh",
};

/** Tensors of one width, one after the other. */
function joined(parts: readonly WeightTensor[]): WeightTensor {
  const data = new Float32Array(parts.reduce((sum, { data }) => sum + data.length, 0));
  let at = 0;
  for (const part of parts) data.set(part.data, at), at += part.data.length;
  const rows = parts.reduce((sum, { shape }) => sum + shape[0], 0);
  return { shape: [rows, ...parts[0].shape.slice(1)], data };
}

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
  const given = canonical(weights, found), used = new Set<string>();
  const maybe = (name: string) => {
    used.add(name);
    return given.get(name);
  };
  const get = (name: string, rank: number) => {
    const tensor = maybe(name);
    if (!tensor) throw badWeights(`"${name}" of a ${family.name} is missing`);
    if (tensor.shape.length !== rank) throw badWeights(`"${name}" must have ${rank} axes`);
    return tensor;
  };

  const kernel = get("patch_embed.proj.weight", 4);
  const [width, , patch] = kernel.shape;
  const blocks = new Set(
    [...given.keys()].map((name) => /^blocks\.(\d+)\./.exec(name)?.[1]).filter(Boolean),
  ).size;
  const table = given.get("pos_embed");
  if (!table) throw badWeights(`"pos_embed" of a ${family.name} is missing`);
  used.add("pos_embed");
  const rows = table.data.length / width;
  const stored = Math.floor(Math.sqrt(rows)), own = rows - stored ** 2;
  const tokens = ["cls_token", "dist_token", "reg_token"].map(maybe);
  const count = (tensor?: WeightTensor) => tensor ? tensor.data.length / width : 0;
  const [classes, distilled, registers] = tokens.map(count);
  const prefix = classes + distilled + registers;
  if (own !== 0 && own !== classes + distilled) {
    throw badWeights(`positions of a square grid are needed, and there are ${rows}`);
  }
  // The authors' own files of DINOv2 without registers, which were interpolated in a way of their own.
  const isOriginal = family.sign.startsWith("blocks.") && given.has("mask_token");
  const rule = registers > 0
    ? { antialias: true, offset: 0 }
    : isOriginal
    ? { antialias: false, offset: 0.1 }
    : family.positions;
  const side = hints.side ?? stored * patch;
  if (side % patch !== 0) {
    throw badWeights(`images must be a multiple of ${patch} pixels wide, and are ${side}`);
  }
  const hasPool = given.has("attn_pool.latent");
  const projection = given.get("proj") ?? weights.get("visual_projection.weight");
  const mlp = get("blocks.0.mlp.fc1.weight", 2);
  const form: Vit = {
    side,
    patch,
    width,
    blocks,
    heads: hints.heads ?? Math.max(Math.round(width / 64), 1),
    hidden: mlp.shape[0],
    prefix,
    normBefore: given.has("norm_pre.weight"),
    layerScale: given.has("blocks.0.ls1.gamma"),
    gelu: hints.activation ? GELUS[hints.activation] : family.gelu,
    epsilon: hints.epsilon ?? (given.has("norm_pre.weight") ? 1e-5 : family.epsilon),
    pool: hasPool ? "attention" : hints.pool ?? (classes > 0 ? "class" : "mean"),
    projection: projection && (given.has("proj") ? projection.shape[1] : projection.shape[0]),
  };
  if (form.gelu === undefined) {
    throw badWeights(`its activation "${hints.activation}" is not one that a ViT has here`);
  }
  if (width % form.heads !== 0) {
    throw badWeights(`${form.heads} attention heads must divide the width, ${width}`);
  }
  if (mlp.shape[1] !== width) {
    throw badWeights("its perceptrons are of a form that is unknown here");
  }

  const out = new Map<string, WeightTensor>();
  const flat = ({ data }: WeightTensor): WeightTensor => ({ shape: [data.length], data });
  const zeros = (length: number) => ({ shape: [length], data: new Float32Array(length) });
  const norm = (to: string, from: string) => {
    out.set(`${to}/gamma`, get(`${from}.weight`, 1));
    out.set(`${to}/beta`, get(`${from}.bias`, 1));
  };
  const dense = (to: string, from: string) => {
    const matrix = transposed(get(`${from}.weight`, 2));
    out.set(`${to}/kernel`, matrix);
    out.set(`${to}/bias`, maybe(`${from}.bias`) ?? zeros(matrix.shape[1]));
  };
  /** Several products of one input as one. */
  const together = (to: string, from: readonly string[]) => {
    const matrix = transposed(joined(from.map((name) => get(`${name}.weight`, 2))));
    const biases = from.map((name) =>
      maybe(`${name}.bias`) ?? zeros(matrix.shape[1] / from.length)
    );
    out.set(`${to}/kernel`, matrix);
    out.set(`${to}/bias`, joined(biases));
  };

  const last = channelsLast(kernel);
  out.set("patch/kernel", { shape: [patch * patch * kernel.shape[1], width], data: last.data });
  out.set("patch/bias", maybe("patch_embed.proj.bias") ?? zeros(width));
  const positions = resizePositions(
    table.data.subarray(own * width),
    stored,
    side / patch,
    rule,
  );
  out.set("positions", { shape: [1, positions.length / width, width], data: positions });
  if (prefix > 0) {
    const data = joined(tokens.filter((token) => token !== undefined).map(flat)).data.slice();
    for (let i = 0; i < own * width; i++) data[i] += table.data[i];
    out.set("prefix", { shape: [1, prefix, width], data });
  }
  if (form.normBefore) norm("before", "norm_pre");
  for (let i = 0; i < blocks; i++) {
    const from = `blocks.${i}`, to = `block${i + 1}`;
    norm(`${to}/norm1`, `${from}.norm1`);
    norm(`${to}/norm2`, `${from}.norm2`);
    if (given.has(`${from}.attn.qkv.weight`)) dense(`${to}/qkv`, `${from}.attn.qkv`);
    else together(`${to}/qkv`, ["query", "key", "value"].map((part) => `${from}.${part}`));
    dense(`${to}/out`, `${from}.attn.proj`);
    dense(`${to}/fc1`, `${from}.mlp.fc1`);
    dense(`${to}/fc2`, `${from}.mlp.fc2`);
    if (form.layerScale) {
      out.set(`${to}/scale1`, get(`${from}.ls1.gamma`, 1));
      out.set(`${to}/scale2`, get(`${from}.ls2.gamma`, 1));
    }
  }
  norm("norm", "norm");
  if (hasPool) {
    out.set("pool/probe", { shape: [1, width], data: maybe("attn_pool.latent")!.data });
    if (given.has("attn_pool.in_proj.weight")) {
      const matrix = get("attn_pool.in_proj.weight", 2), bias = get("attn_pool.in_proj.bias", 1);
      const part = (from: number, to: number) => ({
        kernel: transposed({
          shape: [(to - from) * width, width],
          data: matrix.data.subarray(from * width * width, to * width * width),
        }),
        bias: flat({ shape: [], data: bias.data.subarray(from * width, to * width) }),
      });
      for (const [name, from, to] of [["query", 0, 1], ["keyvalue", 1, 3]] as const) {
        const { kernel, bias } = part(from, to);
        out.set(`pool/${name}/kernel`, kernel);
        out.set(`pool/${name}/bias`, bias);
      }
    } else {
      dense("pool/query", "attn_pool.query");
      dense("pool/keyvalue", "attn_pool.keyvalue");
    }
    dense("pool/out", "attn_pool.proj");
    norm("pool/norm", "attn_pool.norm");
    dense("pool/fc1", "attn_pool.mlp.fc1");
    dense("pool/fc2", "attn_pool.mlp.fc2");
  }
  if (projection) {
    used.add("proj").add("visual_projection.weight");
    out.set("projection", given.has("proj") ? projection : transposed(projection));
  }
  return {
    about: [
      `${family.name}, ${blocks} blocks of ${width}, patches of ${patch}`,
      ...registers > 0 ? [`${registers} registers`] : [],
    ].join(", "),
    dimensions: form.projection ?? width,
    side,
    weights: out,
    buffers: new Map(),
    unused: [...given.keys()].filter((name) => !used.has(name)),
    run: (scope, images) => vit(scope, images, form),
  };
}
