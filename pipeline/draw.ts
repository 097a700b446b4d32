import type { Stream } from "../core/random.ts";
import type { Augmentation, AugmentationStep, StepOf } from "./augmentation.ts";
import type { Size } from "./size.ts";
import { OPERATIONS } from "./steps/operations.ts";

/** Points on a side of the elastic grid. */
export const ELASTIC_GRID = 4;

/** Numbers a step's parameters take. */
const SLOTS: { readonly [Name in AugmentationStep["step"]]: (step: StepOf<Name>) => number } = {
  "affine": (step) => 6 + (step.elastic > 0 ? 2 * ELASTIC_GRID * ELASTIC_GRID : 0),
  "blur": () => 1,
  "crop": () => 4,
  "cutout": () => 3,
  "flip": () => 1,
  "grey": () => 1,
  "jitter": () => 5,
  "operations": (step) => 2 * step.count,
  "padded-crop": () => 2,
  "resize": () => 0,
  "tone": () => 2,
};

/**
 * Where each step's drawn parameters lie within one view's row of numbers.
 *
 * Their meaning, in order:
 * - affine: window width `w` (negative: flipped) and height `h` as a share of the image's sides,
 *   centre `cx`, `cy` in [-1, 1], rotation in radians, shear, then the grid's `dx` row by row and
 *   its `dy`
 * - blur: sigma in pixels, 0 for none
 * - crop: top, left, height, width in pixels
 * - cutout: row and column of the centre, half the side in pixels
 * - flip, grey: 1 or 0
 * - jitter: factors of brightness, contrast and saturation, hue shift in turns, and the order's
 *   number (see `JITTER_ORDERS`); 1, 1, 1, 0, 0 for none
 * - operations: for each, its number (see `OPERATIONS`) and value
 * - padded-crop: top, left in pixels of the unpadded image, possibly negative
 * - tone: factor, then what is added
 */
export interface ParameterLayout {
  /** First number of each step. */
  readonly offsets: readonly number[];
  /** Numbers a view. */
  readonly length: number;
}

/** The layout of an augmentation's parameters. */
export function layoutOf(augmentation: Augmentation): ParameterLayout {
  const offsets: number[] = [];
  let length = 0;
  for (const step of augmentation) {
    offsets.push(length);
    length += (SLOTS[step.step] as (step: AugmentationStep) => number)(step);
  }
  return { offsets, length };
}

/** Every order of brightness (0), contrast (1), saturation (2) and hue (3); the first is fixed. */
export const JITTER_ORDERS: readonly (readonly number[])[] = permutations([0, 1, 2, 3]);

function permutations(items: readonly number[]): number[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first) =>
    permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest])
  );
}

/** Rounds to the nearest integer, and a half to the even one, as Python does. */
export function roundHalfEven(x: number): number {
  const low = Math.floor(x), part = x - low;
  return part < 0.5 || (part === 0.5 && low % 2 === 0) ? low : low + 1;
}

/**
 * Draws the parameters of one view: steps in their order, within a step in the order written here.
 * A step that is not applied this time takes its numbers from the stream all the same.
 *
 * @param source Size of the stored image.
 * @param output Size of the view.
 * @param stream `new Stream(seed, "augment", pass, image, view)`.
 * @param out Receives the numbers, `layoutOf(augmentation).length` of them from `at` on.
 */
export function drawView(
  augmentation: Augmentation,
  source: Size,
  output: Size,
  stream: Stream,
  out: Float64Array,
  at = 0,
): void {
  for (const step of augmentation) {
    switch (step.step) {
      case "affine":
        at = drawAffine(step, stream, out, at);
        break;
      case "blur": {
        const applied = stream.uniform() < step.p;
        const sigma = stream.uniform(step.sigma[0], step.sigma[1]);
        out[at++] = applied ? sigma : 0;
        break;
      }
      case "crop":
        at = drawCrop(step, source, stream, out, at);
        break;
      case "cutout": {
        out[at++] = stream.below(output.height);
        out[at++] = stream.below(output.width);
        const side = step.random ? 1 + stream.below(step.length) : step.length;
        out[at++] = side >> 1;
        break;
      }
      case "flip":
      case "grey":
        out[at++] = stream.uniform() < step.p ? 1 : 0;
        break;
      case "jitter":
        at = drawJitter(step, stream, out, at);
        break;
      case "operations":
        at = drawOperations(step, stream, out, at);
        break;
      case "padded-crop":
        out[at++] = stream.below(source.height + 2 * step.padding - output.height + 1) -
          step.padding;
        out[at++] = stream.below(source.width + 2 * step.padding - output.width + 1) - step.padding;
        break;
      case "resize":
        break;
      case "tone":
        out[at++] = 1 + stream.uniform(-step.contrast, step.contrast);
        out[at++] = stream.uniform(-step.brightness, step.brightness);
        break;
    }
  }
}

/** Up to ten tries, then the largest window at the centre whose ratio is allowed. */
function drawCrop(
  { area, ratio }: StepOf<"crop">,
  { height, width }: Size,
  stream: Stream,
  out: Float64Array,
  at: number,
): number {
  const low = Math.log(ratio[0]), high = Math.log(ratio[1]);
  for (let i = 0; i < 10; i++) {
    const pixels = height * width * stream.uniform(area[0], area[1]);
    const aspect = Math.exp(stream.uniform(low, high));
    const w = roundHalfEven(Math.sqrt(pixels * aspect));
    const h = roundHalfEven(Math.sqrt(pixels / aspect));
    if (w < 1 || h < 1 || w > width || h > height) continue;
    out[at] = stream.below(height - h + 1);
    out[at + 1] = stream.below(width - w + 1);
    out[at + 2] = h;
    out[at + 3] = w;
    return at + 4;
  }
  const aspect = width / height;
  const w = aspect > ratio[1] ? roundHalfEven(height * ratio[1]) : width;
  const h = aspect < ratio[0] ? roundHalfEven(width / ratio[0]) : height;
  out[at] = Math.floor((height - h) / 2);
  out[at + 1] = Math.floor((width - w) / 2);
  out[at + 2] = h;
  out[at + 3] = w;
  return at + 4;
}

function drawAffine(
  step: StepOf<"affine">,
  stream: Stream,
  out: Float64Array,
  at: number,
): number {
  const area = stream.uniform(step.scale[0], step.scale[1]);
  const aspect = Math.exp(stream.uniform(-1, 1) * Math.log(step.ratio));
  let w = Math.sqrt(area * aspect), h = Math.sqrt(area / aspect);
  if (step.scale[1] <= 1) {
    w = Math.min(w, 1);
    h = Math.min(h, 1);
  }
  out[at + 2] = stream.uniform(-1, 1) * Math.abs(1 - w);
  out[at + 3] = stream.uniform(-1, 1) * Math.abs(1 - h);
  out[at] = stream.uniform() < step.flip ? -w : w;
  out[at + 1] = h;
  out[at + 4] = stream.uniform(-1, 1) * step.rotation * Math.PI / 180;
  out[at + 5] = stream.uniform(-1, 1) * step.shear;
  at += 6;
  if (step.elastic > 0) {
    for (let i = 0; i < 2 * ELASTIC_GRID * ELASTIC_GRID; i++) {
      out[at++] = stream.uniform(-step.elastic, step.elastic);
    }
  }
  return at;
}

function drawJitter(
  step: StepOf<"jitter">,
  stream: Stream,
  out: Float64Array,
  at: number,
): number {
  const applied = stream.uniform() < step.p;
  const brightness = factor(step.brightness, stream);
  const contrast = factor(step.contrast, stream);
  const saturation = factor(step.saturation, stream);
  const hue = stream.uniform(-step.hue, step.hue);
  const order = step.order === "random" ? stream.below(JITTER_ORDERS.length) : 0;
  out[at] = applied ? brightness : 1;
  out[at + 1] = applied ? contrast : 1;
  out[at + 2] = applied ? saturation : 1;
  out[at + 3] = applied ? hue : 0;
  out[at + 4] = applied ? order : 0;
  return at + 5;
}

function factor(strength: number, stream: Stream): number {
  return stream.uniform(Math.max(0, 1 - strength), 1 + strength);
}

function drawOperations(
  step: StepOf<"operations">,
  stream: Stream,
  out: Float64Array,
  at: number,
): number {
  for (let i = 0; i < step.count; i++) {
    const operation = stream.below(OPERATIONS.length), strength = stream.uniform();
    const applied = stream.uniform() < step.p;
    out[at++] = applied ? operation : 0;
    out[at++] = applied ? operationValue(step, OPERATIONS[operation], strength) : 0;
  }
  return at;
}

/** The value of an operation at a strength from 0 to 1. */
function operationValue(
  { rotation, shear, translate, factor, bits }: StepOf<"operations">,
  operation: typeof OPERATIONS[number],
  strength: number,
): number {
  const between = (low: number, high: number) => low + (high - low) * strength;
  switch (operation) {
    case "rotate":
      return between(-rotation, rotation);
    case "solarise":
      return between(0, 256);
    case "colour":
    case "contrast":
    case "brightness":
    case "sharpness":
      return between(factor[0], factor[1]);
    case "shear-x":
    case "shear-y":
      return between(-shear, shear);
    case "translate-x":
    case "translate-y":
      return between(-translate, translate);
    case "posterise":
      return Math.floor(between(bits[0], bits[1]));
    default:
      return 0;
  }
}
