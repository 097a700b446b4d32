import * as v from "valibot";
import type { Field } from "../core/field.ts";
import { natural, nonNegative, positive, share } from "../core/numbers.ts";
import { parseOptions } from "../core/options.ts";
import type { Augmentation } from "./augmentation_step.ts";

export type * from "./augmentation_step.ts";

const size = v.pipe(v.number(), v.integer(), v.minValue(1));
const range = v.pipe(
  v.tuple([positive, positive]),
  v.check(([low, high]) => low <= high, "must be [low, high] with low <= high"),
);
const outside = v.picklist(["zero", "edge", "reflect"]);

const cropStep = v.strictObject({
  step: v.literal("crop"),
  area: v.optional(range, [0.2, 1]),
  ratio: v.optional(range, [3 / 4, 4 / 3]),
});

const paddedCropStep = v.strictObject({
  step: v.literal("padded-crop"),
  padding: v.optional(natural, 4),
  outside: v.optional(outside, "zero"),
});

const resizeStep = v.strictObject({
  step: v.literal("resize"),
  short: v.optional(size),
  antialias: v.optional(v.boolean(), true),
});

const affineStep = v.strictObject({
  step: v.literal("affine"),
  scale: v.optional(range, [1, 1]),
  ratio: v.optional(v.pipe(v.number(), v.minValue(1)), 1),
  flip: v.optional(share, 0),
  rotation: v.optional(nonNegative, 0),
  shear: v.optional(nonNegative, 0),
  elastic: v.optional(nonNegative, 0),
  outside: v.optional(v.picklist(["zero", "edge"]), "zero"),
});

const flipStep = v.strictObject({ step: v.literal("flip"), p: v.optional(share, 0.5) });

const jitterStep = v.strictObject({
  step: v.literal("jitter"),
  p: v.optional(share, 0.8),
  brightness: v.optional(nonNegative, 0.4),
  contrast: v.optional(nonNegative, 0.4),
  saturation: v.optional(nonNegative, 0.4),
  hue: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.5)), 0.1),
  order: v.optional(v.picklist(["random", "fixed"]), "random"),
});

const toneStep = v.strictObject({
  step: v.literal("tone"),
  contrast: v.optional(nonNegative, 0.3),
  brightness: v.optional(nonNegative, 0.1),
});

const greyStep = v.strictObject({ step: v.literal("grey"), p: v.optional(share, 0.2) });

const blurStep = v.strictObject({
  step: v.literal("blur"),
  p: v.optional(share, 0.5),
  sigma: v.optional(range, [0.1, 2]),
  kernel: v.optional(
    v.pipe(size, v.check((n) => n % 2 === 1, "must be an odd whole number")),
    9,
  ),
});

const operationsStep = v.strictObject({
  step: v.literal("operations"),
  count: v.optional(size, 4),
  p: v.optional(share, 1),
  rotation: v.optional(nonNegative, 30),
  shear: v.optional(nonNegative, 0.1),
  translate: v.optional(nonNegative, 0.1),
  factor: v.optional(range, [0.05, 0.95]),
  bits: v.optional(
    v.pipe(
      v.tuple([size, size]),
      v.check(([low, high]) => low < high && high <= 9, "must be [low, high], low < high <= 9"),
    ),
    [4, 8],
  ),
});

const cutoutStep = v.strictObject({
  step: v.literal("cutout"),
  length: v.optional(size, 16),
  random: v.optional(v.boolean(), true),
  fill: v.optional(v.picklist(["mean", "grey"]), "mean"),
});

const GEOMETRY = new Set(["crop", "padded-crop", "resize", "affine"]);

/**
 * Schema of an augmentation: a list of steps, carried out in order. The step that sets the size
 * ("crop", "padded-crop", "resize" or "affine") comes first; without one, images must have the
 * output's size already.
 */
export const augmentationSchema: Field<Augmentation> = v.pipe(
  v.array(v.variant("step", [
    affineStep,
    blurStep,
    cropStep,
    cutoutStep,
    flipStep,
    greyStep,
    jitterStep,
    operationsStep,
    paddedCropStep,
    resizeStep,
    toneStep,
  ])),
  v.check(
    (steps) => steps.every(({ step }, i) => i === 0 || !GEOMETRY.has(step)),
    'must be a list with "affine", "crop", "padded-crop" or "resize" in no place but the first',
  ),
  v.readonly(),
);

/**
 * Fills in an augmentation's defaults.
 *
 * @example The set of SimCLR for small images
 * ```ts
 * import { parseAugmentation } from "@crlc/crlc/pipeline";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const steps = parseAugmentation([
 *   { step: "crop" },
 *   { step: "flip" },
 *   { step: "jitter" },
 *   { step: "grey" },
 * ]);
 * deepStrictEqual(steps[1], { step: "flip", p: 0.5 });
 * ```
 *
 * @param raw A list of steps; absent keys take their defaults.
 * @param what What the list belongs to, to follow "Cannot use" in a message.
 * @throws {CrlcError} `UNKNOWN_OPTION` or `BAD_OPTION`.
 */
export function parseAugmentation(raw: unknown, what = "augmentation"): Augmentation {
  return parseOptions(augmentationSchema, raw, what);
}
