import * as v from "valibot";
import type { NetworkHints } from "../networks/network.ts";
import type { Preprocessing } from "../preprocessing.ts";
import { badWeights } from "../weights/weights.ts";
import { check, perhaps } from "./fields.ts";
import { openClipHints, openClipPreprocessing } from "./open_clip.ts";
import { processorPreprocessing } from "./processor.ts";
import { timmOf, timmPreprocessing } from "./timm.ts";

/** What the files beside weights say of them. */
export interface Configuration {
  readonly hints: NetworkHints;
  /** How pictures are prepared, where a file says so. */
  readonly preprocessing?: Preprocessing;
}

const networkSchema = v.object({
  image_size: perhaps(v.number()),
  num_attention_heads: perhaps(v.number()),
  hidden_act: perhaps(v.string()),
  layer_norm_eps: perhaps(v.number()),
});

/** The JSON files that the hub has beside weights, by their names. */
export type ConfigurationFiles = Readonly<Record<string, unknown>>;

/** Names of the files that {@link readConfiguration} understands. */
export const CONFIGURATION_FILES = [
  "config.json",
  "preprocessor_config.json",
  "open_clip_config.json",
] as const;

/**
 * What the hub's files beside weights say of a network and of its pictures: `config.json` of
 * transformers and of timm, `preprocessor_config.json`, `open_clip_config.json`.
 *
 * @param files Parsed JSON by name; other names are passed over.
 * @throws {CrlcError} `BAD_WEIGHTS` if a file says what cannot be followed.
 */
export function readConfiguration(files: ConfigurationFiles): Configuration {
  const config = files["config.json"], openClip = files["open_clip_config.json"];
  const processor = files["preprocessor_config.json"];
  const timm = timmOf(config),
    preprocessing = processor !== undefined
      ? processorPreprocessing(processor)
      : openClip !== undefined
      ? openClipPreprocessing(openClip)
      : timm !== undefined
      ? timmPreprocessing(timm)
      : undefined;
  const hints = openClip !== undefined
    ? openClipHints(openClip)
    : timm !== undefined
    ? {}
    : hintsOf(config);
  if (preprocessing && preprocessing.side > preprocessing.resize) {
    const { side, resize } = preprocessing;
    throw badWeights(`the middle of ${side} pixels cannot be cut out of ${resize}`);
  }
  // Images are as large as they are prepared, whatever the network was trained with.
  return { hints: { ...hints, side: preprocessing?.side ?? hints.side }, preprocessing };
}

function hintsOf(config: unknown): NetworkHints {
  if (config === undefined) return {};
  // CLIP and SigLIP have a half for pictures and one for texts.
  const whole = check(
    v.object({ vision_config: v.optional(networkSchema) }),
    config,
    "config.json",
  );
  const found = whole.vision_config ?? check(networkSchema, config, "config.json");
  return {
    side: found.image_size ?? undefined,
    heads: found.num_attention_heads ?? undefined,
    activation: found.hidden_act ?? undefined,
    epsilon: found.layer_norm_eps ?? undefined,
  };
}
