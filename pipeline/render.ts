import { CrlcError } from "../core/errors.ts";
import type { AugmentationStep } from "./augmentation.ts";
import type { Normalise } from "./normalise.ts";
import { layoutOf } from "./draw.ts";
import { createGeometry } from "./geometry.ts";
import { createKernelRender, hasKernels } from "./kernel_render.ts";
import type { Render, RenderOptions } from "./render_options.ts";
import { createBlur } from "./steps/blur.ts";
import { cutout } from "./steps/cutout.ts";
import { flip } from "./steps/flip.ts";
import { grey } from "./steps/grey.ts";
import { jitter } from "./steps/jitter.ts";
import { createOperations } from "./steps/operations.ts";
import { tone } from "./steps/tone.ts";

/** One step after the geometry, on an image in [0, 1], in place. */
type Change = (image: Float32Array, parameters: Float64Array, at: number) => void;

/**
 * Makes what carries out an augmentation whose parameters are drawn already.
 *
 * @throws {CrlcError} `BAD_SIZE` or `BAD_NORMALISE` if images, augmentation and normalisation do not
 *   go together.
 * @throws {RangeError} If there are neither 1 nor 3 channels.
 */
export function createRender(options: RenderOptions): Render {
  const { source, output, channels, augmentation, normalise } = options;
  if (channels !== 1 && channels !== 3) {
    throw new RangeError(
      `Cannot make views: images must have 1 or 3 channels, and have ${channels}`,
    );
  }
  if (normalise && normalise.mean.length !== channels) {
    throw new CrlcError(
      "usage",
      "BAD_NORMALISE",
      `Cannot normalise images: mean and std must have a value for each channel, ${channels}, and have ${normalise.mean.length}`,
    );
  }
  if (hasKernels(augmentation)) {
    // Made once in the plain form as well, so that what does not go together is told.
    createGeometry(augmentation, source, output, channels);
    return createKernelRender(options);
  }
  return createPlainRender(options);
}

/**
 * The same in plain code, which has every step; a step reckons in double precision and leaves single.
 * What kernels give is within 5e-6 of it.
 */
export function createPlainRender(options: RenderOptions): Render {
  const { source, output, channels, augmentation, normalise } = options;
  const { offsets } = layoutOf(augmentation);
  const geometry = createGeometry(augmentation, source, output, channels);
  const changes = augmentation.map((step) => createChange(step, options));
  const image = new Float32Array(output.height * output.width * channels);
  const write = createWrite(normalise, channels);

  return (pixels, offset, parameters, into, at) => {
    geometry(pixels, offset, parameters, 0, image);
    for (let s = 0; s < changes.length; s++) changes[s]?.(image, parameters, offsets[s]);
    write(image, into, at);
  };
}

/** What a step does after the geometry; nothing where it is the geometry or has no effect. */
function createChange(
  step: AugmentationStep,
  { output, channels, normalise }: RenderOptions,
): Change | undefined {
  switch (step.step) {
    case "flip":
      return (image, parameters, at) => {
        if (parameters[at]) flip(image, output.width, channels);
      };
    case "grey":
      return channels === 1 ? undefined : (image, parameters, at) => {
        if (parameters[at]) grey(image);
      };
    case "jitter":
      return (image, parameters, at) => jitter(image, channels, parameters, at);
    case "tone":
      return (image, parameters, at) => tone(image, parameters[at], parameters[at + 1]);
    case "cutout": {
      const colour = step.fill === "grey"
        ? Array<number>(channels).fill(0.5)
        : normalise?.mean ?? Array<number>(channels).fill(0);
      return (image, parameters, at) =>
        cutout(image, output, parameters[at], parameters[at + 1], parameters[at + 2], colour);
    }
    case "operations": {
      const operate = createOperations(output, channels);
      return (image, parameters, at) => {
        for (let i = 0; i < step.count; i++, at += 2) {
          operate(image, parameters[at], parameters[at + 1]);
        }
      };
    }
    case "blur": {
      const blur = createBlur(output, channels, step.kernel);
      return (image, parameters, at) => {
        if (parameters[at] > 0) blur(image, parameters[at]);
      };
    }
    default:
      return undefined;
  }
}

function createWrite(
  normalise: Normalise,
  channels: number,
): (image: Float32Array, into: Float32Array, at: number) => void {
  if (!normalise) return (image, into, at) => into.set(image, at);
  const { mean } = normalise, scale = normalise.std.map((std) => 1 / std);
  if (channels === 1) {
    const [m] = mean, [s] = scale;
    return (image, into, at) => {
      for (let i = 0; i < image.length; i++) into[at + i] = (image[i] - m) * s;
    };
  }
  const [m0, m1, m2] = mean, [s0, s1, s2] = scale;
  return (image, into, at) => {
    for (let i = 0; i < image.length; i += 3) {
      into[at + i] = (image[i] - m0) * s0;
      into[at + i + 1] = (image[i + 1] - m1) * s1;
      into[at + i + 2] = (image[i + 2] - m2) * s2;
    }
  };
}
