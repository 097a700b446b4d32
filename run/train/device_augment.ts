import { CrlcError } from "../../core/errors.ts";
import { Stream } from "../../core/random.ts";
import { COLOURS_AT, DEVICE_NUMBERS, type DeviceViews, GREY_AT } from "../../nn/augment.ts";
import type { Augmentation, StepOf } from "../../pipeline/augmentation.ts";
import { drawView, JITTER_ORDERS, layoutOf } from "../../pipeline/draw.ts";
import type { Size } from "../../pipeline/size.ts";
import type { TrainStage } from "../../plugins/strategy.ts";
import type { Task } from "../recipe/task.ts";

/** Steps that the device has, in the order they must have. */
const ORDER = ["crop", "flip", "jitter", "grey"];

/**
 * Draws what `augment` of `nn` takes of one view of some images: the very numbers that the host's
 * form draws.
 *
 * @param passes How often each image was seen before.
 * @param view Number of the view within the training example.
 * @returns `[n, 22]`
 */
export type DrawForDevice = (
  indices: ArrayLike<number>,
  passes: ArrayLike<number>,
  view: number,
) => Float32Array;

/** How one view is made on the device. */
export interface DeviceView {
  readonly views: DeviceViews;
  readonly draw: DrawForDevice;
}

/**
 * How a stage's views are made on the device.
 *
 * @param source Size of the stored images.
 * @throws {CrlcError} `AUGMENT_NOT_ON_DEVICE` if a step of an augmentation has no such form.
 */
export function deviceViews(
  { recipe, normalise, input }: Task,
  stage: TrainStage,
  source: Size,
): DeviceView[] {
  const output = { height: input[0], width: input[1] };
  return stage.views.map(({ augment }) => {
    const augmentation = recipe.input.augment[augment];
    requireOnDevice(augmentation, augment);
    const jitter = augmentation.find((step): step is StepOf<"jitter"> => step.step === "jitter");
    return {
      views: {
        output: [output.height, output.width],
        ...normalise && { normalise },
        hue: jitter !== undefined && jitter.hue > 0,
      },
      draw: createDraw(augmentation, source, output, recipe.seed),
    };
  });
}

function requireOnDevice(augmentation: Augmentation, name: string): void {
  let reached = -1;
  for (const step of augmentation) {
    // A resize of the whole image is a crop that leaves nothing out.
    const whole = step.step === "resize" && step.short === undefined && step.antialias;
    const place = whole ? 0 : ORDER.indexOf(step.step);
    if (place <= reached) {
      const option = step.step === "resize" ? ' with "short" or without antialiasing' : "";
      throw new CrlcError(
        "usage",
        "AUGMENT_NOT_ON_DEVICE",
        `Cannot make the "${name}" views on the device: their steps must be crop or resize, flip, jitter and grey, in this order, and there is "${step.step}"${option}`,
        { hint: "--augment host, the default, carries out every step" },
      );
    }
    reached = place;
  }
}

function createDraw(
  augmentation: Augmentation,
  source: Size,
  output: Size,
  seed: number,
): DrawForDevice {
  const { offsets, length } = layoutOf(augmentation), parameters = new Float64Array(length);
  return (indices, passes, view) => {
    const drawn = new Float32Array(indices.length * DEVICE_NUMBERS);
    for (let i = 0; i < indices.length; i++) {
      const stream = new Stream(seed, "augment", passes[i], indices[i], view);
      drawView(augmentation, source, output, stream, parameters);
      const numbers = drawn.subarray(i * DEVICE_NUMBERS, (i + 1) * DEVICE_NUMBERS);
      numbers.set([0, 0, source.height, source.width]);
      for (let k = COLOURS_AT; k < GREY_AT; k += 4) numbers[k] = 1;
      augmentation.forEach(({ step }, s) => pack(step, parameters, offsets[s], numbers));
    }
    return drawn;
  };
}

/** Puts the drawn parameters of one step where the device looks for them. */
function pack(step: string, parameters: Float64Array, at: number, numbers: Float32Array): void {
  if (step === "crop") numbers.set(parameters.subarray(at, at + 4));
  else if (step === "flip") numbers[4] = parameters[at];
  else if (step === "grey") numbers[GREY_AT] = parameters[at];
  else if (step === "jitter") {
    JITTER_ORDERS[parameters[at + 4]].forEach((kind, place) => {
      const k = COLOURS_AT + 4 * place, value = parameters[at + kind];
      if (kind === 3) numbers[k + 3] = 6 * value;
      else numbers[k] = value;
      // What the image is blended with: black, its mean grey, each pixel's grey.
      if (kind === 1) numbers[k + 1] = 1;
      if (kind === 2) numbers[k + 2] = 1;
    });
  }
}
