import * as v from "valibot";
import type { NetworkHints } from "../networks/network.ts";
import type { Preprocessing } from "../preprocessing.ts";
import { check, interpolationOf, perhaps, three } from "./fields.ts";

const FILE = "open_clip_config.json";

const openClipSchema = v.object({
  model_cfg: v.object({
    vision_cfg: v.object({
      image_size: v.number(),
      width: v.optional(v.number()),
      head_width: v.optional(v.number(), 64),
    }),
    quick_gelu: v.optional(v.boolean(), false),
  }),
  preprocess_cfg: v.optional(v.object({
    mean: perhaps(three),
    std: perhaps(three),
    interpolation: perhaps(v.string()),
    resize_mode: perhaps(v.string()),
  })),
});

/** What `open_clip_config.json` says of the network. */
export function openClipHints(config: unknown): NetworkHints {
  const { model_cfg: { vision_cfg, quick_gelu } } = check(
    openClipSchema,
    config,
    FILE,
  );
  const { width, head_width, image_size: side } = vision_cfg;
  return {
    side,
    heads: width && width / head_width,
    ...quick_gelu && { activation: "quick_gelu" },
  };
}

/** What `open_clip_config.json` says of pictures. */
export function openClipPreprocessing(config: unknown): Preprocessing {
  const { model_cfg, preprocess_cfg: how = {} } = check(openClipSchema, config, FILE);
  const side = model_cfg.vision_cfg.image_size;
  return {
    resize: side,
    side,
    fit: how.resize_mode === "squash" ? "squeeze" : "crop",
    interpolation: interpolationOf(how.interpolation ?? "bicubic", FILE),
    mean: how.mean ?? [0.48145466, 0.4578275, 0.40821073],
    deviation: how.std ?? [0.26862954, 0.26130258, 0.27577711],
  };
}
