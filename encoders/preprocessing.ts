import * as v from "valibot";
import { count } from "../core/numbers.ts";

const three = v.tuple([v.number(), v.number(), v.number()]);

/** How a picture becomes what an encoder expects, in a recipe. */
export const preprocessingSchema = v.strictObject({
  /** Height and width of the square that the short side is brought to, and then cropped. */
  resize: count,
  /** Height and width of what the encoder sees: the middle of that square. */
  side: count,
  /** Of values from 0 to 1, by channel. */
  mean: three,
  deviation: three,
});

/** How a picture becomes what an encoder expects. */
export type Preprocessing = v.InferOutput<typeof preprocessingSchema>;

/** The means and deviations of ImageNet, which nearly all are trained with. */
const IMAGENET = {
  mean: [0.485, 0.456, 0.406] as [number, number, number],
  deviation: [0.229, 0.224, 0.225] as [number, number, number],
};

/** What the authors of a network use, by what the weights show it to be. */
export function usualPreprocessing(about: string, side: number): Preprocessing {
  const resize = Math.round(side * 8 / 7);
  if (about.startsWith("EfficientNet-Lite")) {
    // Bytes less 127, over 128.
    const [mean, deviation] = [127 / 255, 128 / 255];
    return {
      resize,
      side,
      mean: [mean, mean, mean],
      deviation: [deviation, deviation, deviation],
    };
  }
  if (about.startsWith("CLIP") || about.startsWith("OpenCLIP")) {
    return {
      resize: side,
      side,
      mean: [0.48145466, 0.4578275, 0.40821073],
      deviation: [0.26862954, 0.26130258, 0.27577711],
    };
  }
  if (about.startsWith("SigLIP")) {
    return { resize: side, side, mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] };
  }
  return { resize, side, ...IMAGENET };
}
