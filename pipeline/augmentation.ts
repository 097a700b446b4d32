import * as v from "valibot";
import { natural, nonNegative, positive, share } from "../core/numbers.ts";
import { parseOptions } from "../core/options.ts";

const size = v.pipe(v.number(), v.integer(), v.minValue(1));
const range = v.pipe(
  v.tuple([positive, positive]),
  v.check(([low, high]) => low <= high, "must be [low, high] with low <= high"),
);
const outside = v.picklist(["zero", "edge", "reflect"]);

/** Random resized crop: part of the image, by area and aspect ratio, resized with antialiasing. */
const cropStep = v.strictObject({
  step: v.literal("crop"),
  /** Share of the image's area, uniform. */
  area: v.optional(range, [0.2, 1]),
  /** Width over height, log-uniform. */
  ratio: v.optional(range, [3 / 4, 4 / 3]),
});

/** A window of the output's size at a random place of the padded image. */
const paddedCropStep = v.strictObject({
  step: v.literal("padded-crop"),
  /** Pixels added on each side. */
  padding: v.optional(natural, 4),
  outside: v.optional(outside, "zero"),
});

/**
 * The whole image resized, or (with `short`) its short side resized to that many pixels and the
 * centre cut out.
 */
const resizeStep = v.strictObject({
  step: v.literal("resize"),
  short: v.optional(size),
  /** Averages what falls together when an image gets smaller, as Pillow does. */
  antialias: v.optional(v.boolean(), true),
});

/** Scale, aspect, flip, shear, rotation, shift and elastic deformation in one resampling. */
const affineStep = v.strictObject({
  step: v.literal("affine"),
  /** Area of the source window over the area of the image, uniform. */
  scale: v.optional(range, [1, 1]),
  /** Largest aspect ratio; its logarithm is uniform around 0. */
  ratio: v.optional(v.pipe(v.number(), v.minValue(1)), 1),
  /** Probability of a horizontal flip. */
  flip: v.optional(share, 0),
  /** Largest rotation in degrees. */
  rotation: v.optional(nonNegative, 0),
  /** Largest shear. */
  shear: v.optional(nonNegative, 0),
  /** Largest shift of a point of a 4x4 grid; the image is 2 wide. 0 leaves the grid out. */
  elastic: v.optional(nonNegative, 0),
  outside: v.optional(v.picklist(["zero", "edge"]), "zero"),
});

/** Horizontal flip. */
const flipStep = v.strictObject({ step: v.literal("flip"), p: v.optional(share, 0.5) });

/** Colour jitter with torchvision's meaning. */
const jitterStep = v.strictObject({
  step: v.literal("jitter"),
  p: v.optional(share, 0.8),
  /** Factors are uniform on `[max(0, 1 - x), 1 + x]`. */
  brightness: v.optional(nonNegative, 0.4),
  contrast: v.optional(nonNegative, 0.4),
  saturation: v.optional(nonNegative, 0.4),
  /** Largest shift, in full turns. */
  hue: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.5)), 0.1),
  /** "fixed": brightness, contrast, saturation, hue. */
  order: v.optional(v.picklist(["random", "fixed"]), "random"),
});

/** `x <- clip(x * (1 + U(-contrast, contrast)) + U(-brightness, brightness))`, one draw an image. */
const toneStep = v.strictObject({
  step: v.literal("tone"),
  contrast: v.optional(nonNegative, 0.3),
  brightness: v.optional(nonNegative, 0.1),
});

/** All channels become the grey value. */
const greyStep = v.strictObject({ step: v.literal("grey"), p: v.optional(share, 0.2) });

/** Gaussian blur; the border is reflected and its pixel not repeated. */
const blurStep = v.strictObject({
  step: v.literal("blur"),
  p: v.optional(share, 0.5),
  /** Standard deviation in pixels, uniform. */
  sigma: v.optional(range, [0.1, 2]),
  /** Pixels on a side, odd. */
  kernel: v.optional(
    v.pipe(size, v.check((n) => n % 2 === 1, "must be an odd whole number")),
    9,
  ),
});

/**
 * Some of 14 operations, drawn with replacement and each at a random strength: identity,
 * auto-contrast, equalise, rotate, solarise, colour, contrast, brightness, sharpness, shear and
 * translate either way, posterise. On bytes, with Pillow's meaning.
 */
const operationsStep = v.strictObject({
  step: v.literal("operations"),
  /** How many. */
  count: v.optional(size, 4),
  /** Probability that a drawn operation is carried out. */
  p: v.optional(share, 1),
  /** Largest rotation in degrees. */
  rotation: v.optional(nonNegative, 30),
  /** Largest shear. */
  shear: v.optional(nonNegative, 0.1),
  /** Largest shift, as a share of the side. */
  translate: v.optional(nonNegative, 0.1),
  /** Factors of colour, contrast, brightness and sharpness; 1 changes nothing. */
  factor: v.optional(range, [0.05, 0.95]),
  /** Bits that posterise keeps: from the first to one below the second. */
  bits: v.optional(
    v.pipe(
      v.tuple([size, size]),
      v.check(([low, high]) => low < high && high <= 9, "must be [low, high], low < high <= 9"),
    ),
    [4, 8],
  ),
});

/** One square hole around a random pixel. */
const cutoutStep = v.strictObject({
  step: v.literal("cutout"),
  /** Side in pixels. */
  length: v.optional(size, 16),
  /** Whether the side is drawn from 1 to `length`. */
  random: v.optional(v.boolean(), true),
  /** "mean": what becomes 0 when the image is normalised; "grey": one half. */
  fill: v.optional(v.picklist(["mean", "grey"]), "mean"),
});

const GEOMETRY = new Set(["crop", "padded-crop", "resize", "affine"]);

/**
 * Schema of an augmentation: a list of steps, carried out in order. The step that sets the size
 * ("crop", "padded-crop", "resize" or "affine") comes first; without one, images must have the
 * output's size already.
 */
export const augmentationSchema = v.pipe(
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

/** A list of steps with every default filled in; plain JSON. */
export type Augmentation = v.InferOutput<typeof augmentationSchema>;
/** One step of an augmentation. */
export type AugmentationStep = Augmentation[number];
/** The step of one name. */
export type StepOf<Name extends AugmentationStep["step"]> = Extract<
  AugmentationStep,
  { step: Name }
>;

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
