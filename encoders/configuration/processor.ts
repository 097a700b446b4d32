import * as v from "valibot";
import { IMAGENET, type Preprocessing } from "../preprocessing.ts";
import { badWeights } from "../weights/weights.ts";
import { check, interpolationOf, perhaps, three } from "./fields.ts";

const FILE = "preprocessor_config.json";

const size = v.union([
  v.number(),
  v.object({ shortest_edge: v.number() }),
  v.object({ height: v.number(), width: v.number() }),
]);

const processorSchema = v.object({
  size: v.optional(size, 224),
  crop_size: perhaps(size),
  do_center_crop: perhaps(v.boolean()),
  do_resize: perhaps(v.boolean()),
  do_normalize: perhaps(v.boolean()),
  resample: perhaps(v.number()),
  image_mean: perhaps(three),
  image_std: perhaps(three),
  rescale_factor: perhaps(v.number()),
});

/** What `preprocessor_config.json` of transformers says of pictures. */
export function processorPreprocessing(config: unknown): Preprocessing {
  const found = check(processorSchema, config, FILE);
  const scale = found.rescale_factor ?? 1 / 255;
  if (Math.abs(scale * 255 - 1) > 1e-3) {
    throw badWeights(
      `values from 0 to 1 are understood, and ${FILE} has a rescale_factor of ${scale}`,
    );
  }
  if (found.do_resize === false) {
    throw badWeights(`pictures of any size are given, and ${FILE} resizes none`);
  }
  const isCropped = found.do_center_crop ?? false, resized = sideOf(found.size, isCropped);
  const side = isCropped ? sideOf(found.crop_size ?? found.size, true).side : resized.side;
  if (resized.fit === "crop" && !isCropped) {
    throw badWeights(`squares are made of pictures, and by ${FILE} they keep their shape`);
  }
  return {
    resize: resized.side,
    fit: resized.fit,
    side,
    // Pillow's numbers: 2 is bilinear, 3 bicubic.
    interpolation: interpolationOf(found.resample ?? 2, FILE),
    ...found.do_normalize === false ? { mean: [0, 0, 0], deviation: [1, 1, 1] } : {
      mean: found.image_mean ?? IMAGENET.mean,
      deviation: found.image_std ?? IMAGENET.deviation,
    },
  };
}

/** @param isCropped What a bare number means: the short side then, and both otherwise. */
function sideOf(
  given: v.InferOutput<typeof size>,
  isCropped: boolean,
): { side: number; fit: Preprocessing["fit"] } {
  if (typeof given === "number") return { side: given, fit: isCropped ? "crop" : "squeeze" };
  if ("shortest_edge" in given) return { side: given.shortest_edge, fit: "crop" };
  if (given.height === given.width) return { side: given.height, fit: "squeeze" };
  throw badWeights(`squares are given, and ${FILE} asks for ${given.height} x ${given.width}`);
}
