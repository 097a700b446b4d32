import type { Weights, WeightTensor } from "../weights/weights.ts";
import type { PositionRule } from "./resize_positions.ts";
import type { Gelu } from "../../nn/vit.ts";

/** Names of one family of vision transformers, and what its weights do not tell. */
export interface VitFamily {
  readonly name: string;
  /** A name that this family has and no other. */
  readonly sign: string;
  /** Prefixes under which the hub nests it; the first that fits is cut off. */
  readonly prefixes: readonly string[];
  /** Its names to those of {@link canonical}, in turn. */
  readonly renames: readonly (readonly [RegExp, string])[];
  readonly gelu: Gelu;
  readonly epsilon: number;
  readonly positions: PositionRule;
}

const PLAIN = { antialias: false, offset: 0 } as const;

const HUB_BLOCK: VitFamily["renames"] = [
  [/^encoder\.layer\.(\d+)\./, "blocks.$1."],
  [/\.attention\.attention\.(query|key|value)\./, ".$1."],
  [/\.attention\.output\.dense\./, ".attn.proj."],
  [/\.layer_scale([12])\.lambda1$/, ".ls$1.gamma"],
  [/\.layernorm_before\./, ".norm1."],
  [/\.layernorm_after\./, ".norm2."],
  [/\.intermediate\.dense\./, ".mlp.fc1."],
  [/^(blocks\.\d+)\.output\.dense\./, "$1.mlp.fc2."],
  [/^embeddings\.cls_token$/, "cls_token"],
  [/^embeddings\.distillation_token$/, "dist_token"],
  [/^embeddings\.register_tokens$/, "reg_token"],
  [/^embeddings\.position_embeddings$/, "pos_embed"],
  [/^embeddings\.patch_embeddings\.projection\./, "patch_embed.proj."],
  [/^layernorm\./, "norm."],
];

const CLIP_BLOCK: VitFamily["renames"] = [
  [/^encoder\.layers\.(\d+)\./, "blocks.$1."],
  [/\.self_attn\.q_proj\./, ".query."],
  [/\.self_attn\.k_proj\./, ".key."],
  [/\.self_attn\.v_proj\./, ".value."],
  [/\.self_attn\.out_proj\./, ".attn.proj."],
  [/\.layer_norm([12])\./, ".norm$1."],
  [/^embeddings\.patch_embedding\./, "patch_embed.proj."],
  [/^embeddings\.position_embedding\.weight$/, "pos_embed"],
  [/^embeddings\.class_embedding$/, "cls_token"],
  [/^pre_layrnorm\./, "norm_pre."],
  [/^post_layernorm\./, "norm."],
];

/** The families that are understood; the first whose sign is there is meant. */
export const VIT_FAMILIES: readonly VitFamily[] = [
  {
    name: "DINOv2",
    sign: "encoder.layer.0.layer_scale1.lambda1",
    prefixes: ["", "dinov2.", "dinov2_with_registers.", "backbone."],
    renames: HUB_BLOCK,
    gelu: "exact",
    epsilon: 1e-6,
    positions: PLAIN,
  },
  {
    name: "ViT",
    sign: "encoder.layer.0.layernorm_before.weight",
    prefixes: ["", "vit.", "deit."],
    renames: HUB_BLOCK,
    gelu: "exact",
    epsilon: 1e-12,
    positions: PLAIN,
  },
  {
    name: "SigLIP",
    sign: "head.probe",
    prefixes: ["vision_model.", ""],
    renames: [
      ...CLIP_BLOCK,
      [/^head\.probe$/, "attn_pool.latent"],
      [/^head\.attention\.in_proj_(weight|bias)$/, "attn_pool.in_proj.$1"],
      [/^head\.attention\.out_proj\./, "attn_pool.proj."],
      [/^head\.layernorm\./, "attn_pool.norm."],
      [/^head\.mlp\./, "attn_pool.mlp."],
    ],
    gelu: "tanh",
    epsilon: 1e-6,
    positions: PLAIN,
  },
  {
    name: "CLIP",
    sign: "pre_layrnorm.weight",
    prefixes: ["vision_model.", ""],
    renames: CLIP_BLOCK,
    gelu: "sigmoid",
    epsilon: 1e-5,
    positions: PLAIN,
  },
  {
    name: "OpenCLIP",
    sign: "transformer.resblocks.0.attn.in_proj_weight",
    prefixes: ["visual."],
    renames: [
      [/^transformer\.resblocks\.(\d+)\./, "blocks.$1."],
      [/\.ln_([12])\./, ".norm$1."],
      [/\.attn\.in_proj_(weight|bias)$/, ".attn.qkv.$1"],
      [/\.attn\.out_proj\./, ".attn.proj."],
      [/\.mlp\.c_fc\./, ".mlp.fc1."],
      [/\.mlp\.c_proj\./, ".mlp.fc2."],
      [/^conv1\./, "patch_embed.proj."],
      [/^class_embedding$/, "cls_token"],
      [/^positional_embedding$/, "pos_embed"],
      [/^ln_pre\./, "norm_pre."],
      [/^ln_post\./, "norm."],
    ],
    gelu: "exact",
    epsilon: 1e-5,
    positions: PLAIN,
  },
  {
    // timm, DINO, DINOv2's own files and DeiT share these names.
    name: "ViT",
    sign: "blocks.0.attn.qkv.weight",
    prefixes: ["", "backbone.", "module.backbone.", "module.", "visual.trunk."],
    renames: [
      [/^register_tokens$/, "reg_token"],
      [/^attn_pool\.q\./, "attn_pool.query."],
      [/^attn_pool\.kv\./, "attn_pool.keyvalue."],
    ],
    gelu: "exact",
    epsilon: 1e-6,
    positions: { antialias: true, offset: 0 },
  },
];

/** The family whose names these are, and what they are cut by. */
export function findVitFamily(
  weights: Weights,
): { family: VitFamily; prefix: string } | undefined {
  for (const family of VIT_FAMILIES) {
    const prefix = family.prefixes.find((prefix) => weights.has(prefix + family.sign));
    if (prefix !== undefined) return { family, prefix };
  }
}

/** Weights under timm's names, those of query, key and value apart still where they were. */
export function canonical(
  weights: Weights,
  { family, prefix }: { family: VitFamily; prefix: string },
): Map<string, WeightTensor> {
  const named = new Map<string, WeightTensor>();
  for (const [full, tensor] of weights) {
    if (!full.startsWith(prefix)) continue;
    const name = family.renames.reduce(
      (name, [from, to]) => name.replace(from, to),
      full.slice(prefix.length),
    );
    named.set(name, tensor);
  }
  return named;
}
