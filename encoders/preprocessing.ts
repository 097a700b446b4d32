import * as v from "valibot";
import type { Field } from "../core/field.ts";
import { count } from "../core/numbers.ts";

const three = v.tuple([v.number(), v.number(), v.number()]);

/** How a picture becomes what an encoder expects. */
export interface Preprocessing {
  /** Height and width of the square that the picture is brought to. */
  resize: number;
  /** "crop": the short side is resized and the long one cropped; "squeeze": both are resized. */
  fit: "crop" | "squeeze";
  interpolation: "bilinear" | "bicubic";
  /** Height and width of what the encoder sees: the middle of that square. */
  side: number;
  /** Of values from 0 to 1, by channel. */
  mean: readonly [number, number, number];
  deviation: readonly [number, number, number];
}

/** The same in a recipe. */
export const preprocessingSchema: Field<Preprocessing> = v.strictObject({
  resize: count,
  fit: v.optional(v.picklist(["crop", "squeeze"]), "crop"),
  interpolation: v.optional(v.picklist(["bilinear", "bicubic"]), "bilinear"),
  side: count,
  mean: three,
  deviation: three,
});

const grey = (value: number): [number, number, number] => [value, value, value];

/** The means and deviations of ImageNet, which nearly all are trained with. */
export const IMAGENET: Pick<Preprocessing, "mean" | "deviation"> = {
  mean: [0.485, 0.456, 0.406],
  deviation: [0.229, 0.224, 0.225],
};

/** What the authors of a network use, by the words with which a network's `about` begins. */
const USUAL: readonly (readonly [RegExp, (side: number) => Preprocessing])[] = [
  [/^EfficientNet-Lite/, (side) => ({
    // A margin of 16 pixels; bytes less 127, over 128.
    ...{ resize: side + 32, side, fit: "crop", interpolation: "bicubic" },
    ...{ mean: grey(127 / 255), deviation: grey(128 / 255) },
  })],
  [/^(Open)?CLIP/, (side) => ({
    ...{ resize: side, side, fit: "crop", interpolation: "bicubic" },
    mean: [0.48145466, 0.4578275, 0.40821073],
    deviation: [0.26862954, 0.26130258, 0.27577711],
  })],
  [/^SigLIP/, (side) => ({
    ...{ resize: side, side, fit: "squeeze", interpolation: "bicubic" },
    ...{ mean: grey(0.5), deviation: grey(0.5) },
  })],
  [/^ResNet/, (side) => ({ ...margin(side), interpolation: "bilinear", ...IMAGENET })],
  [/^/, (side) => ({ ...margin(side), interpolation: "bicubic", ...IMAGENET })],
];

/** The short side is resized by a seventh more than what is seen: 256 to 224. */
const margin = (side: number) => ({ resize: Math.round(side * 8 / 7), side, fit: "crop" }) as const;

/**
 * What the authors of a network use, by what the weights show it to be.
 *
 * @param trained Height and width of the images that its positions are for.
 */
export function usualPreprocessing(about: string, trained: number): Preprocessing {
  // DINOv2 ended its training on large images, and is used with smaller ones by its authors.
  const side = trained === 518 && about.includes("patches of 14") ? 224 : trained;
  return USUAL.find(([pattern]) => pattern.test(about))![1](side);
}
