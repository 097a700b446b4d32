import * as v from "valibot";
import { IMAGENET, type Preprocessing } from "../preprocessing.ts";
import { badWeights } from "../weights/weights.ts";
import { check, interpolationOf, perhaps, three } from "./fields.ts";

const FILE = "config.json";

const timmSchema = v.object({
  input_size: v.tuple([v.number(), v.number(), v.number()]),
  crop_pct: perhaps(v.number()),
  crop_mode: perhaps(v.string()),
  interpolation: perhaps(v.string()),
  mean: perhaps(three),
  std: perhaps(three),
});

/** What timm keeps under `pretrained_cfg`, and kept at the top before. */
export function timmOf(config: unknown): unknown {
  if (typeof config !== "object" || config === null) return undefined;
  if ("pretrained_cfg" in config) return config.pretrained_cfg;
  return "input_size" in config && "architecture" in config ? config : undefined;
}

/** What timm's `pretrained_cfg` says of pictures. */
export function timmPreprocessing(config: unknown): Preprocessing {
  const found = check(timmSchema, config, FILE);
  const [channels, height, side] = found.input_size, mode = found.crop_mode ?? "center";
  if (channels !== 3 || height !== side) {
    throw badWeights(
      `squares of 3 channels are given, and by ${FILE} it needs ${found.input_size}`,
    );
  }
  if (mode !== "center" && mode !== "squash") {
    throw badWeights(`pictures are cropped or squeezed, and ${FILE} has crop_mode "${mode}"`);
  }
  return {
    resize: Math.floor(side / (found.crop_pct ?? 0.875)),
    fit: mode === "squash" ? "squeeze" : "crop",
    side,
    interpolation: interpolationOf(found.interpolation ?? "bilinear", FILE),
    mean: found.mean ?? IMAGENET.mean,
    deviation: found.std ?? IMAGENET.deviation,
  };
}
