import { CrlcError } from "../core/errors.ts";
import type { Augmentation } from "./augmentation.ts";
import { roundHalfEven } from "./draw.ts";
import type { Size } from "./size.ts";
import { createAffine } from "./steps/affine.ts";
import type { GeometryStep } from "./steps/geometry_step.ts";
import { createResampler } from "./steps/resample.ts";
import { type AxisWeights, bilinearWeights } from "./steps/weights.ts";
import { createWindow } from "./steps/window.ts";

/**
 * The step of an augmentation that sets the size, ready to run; a copy where there is none.
 *
 * @throws {CrlcError} `BAD_SIZE` if the stored size does not allow it.
 */
export function createGeometry(
  augmentation: Augmentation,
  source: Size,
  output: Size,
  channels: number,
): GeometryStep {
  const step = augmentation[0];
  switch (step?.step) {
    case "affine":
      return createAffine(source, output, channels, step.elastic > 0, step.outside);
    case "crop": {
      const resample = createResampler(source, output.width, channels);
      const rows = weightsBySize(output.height), columns = weightsBySize(output.width);
      return (pixels, offset, parameters, at, out) =>
        resample(
          pixels,
          offset,
          parameters[at],
          parameters[at + 1],
          rows(parameters[at + 2]),
          columns(parameters[at + 3]),
          out,
        );
    }
    case "padded-crop": {
      const { padding } = step;
      if (
        output.height > source.height + 2 * padding || output.width > source.width + 2 * padding
      ) {
        throw badSize(
          `Cannot crop: the padded image must hold the output, and ${sizes(source, output)}` +
            ` with a padding of ${padding}`,
          "take more padding, or a smaller input size",
        );
      }
      const window = createWindow(source, output, channels, step.outside);
      return (pixels, offset, parameters, at, out) =>
        window(pixels, offset, parameters[at], parameters[at + 1], out);
    }
    case "resize":
      return createResize(step.short, step.antialias, source, output, channels);
    default: {
      if (source.height !== output.height || source.width !== output.width) {
        throw badSize(
          `Cannot leave images as they are: the sizes must agree, and ${sizes(source, output)}`,
          'begin the augmentation with a step that sets the size, such as { "step": "resize" }',
        );
      }
      return (pixels, offset, _parameters, _at, out) => {
        for (let i = 0; i < out.length; i++) out[i] = pixels[offset + i] / 255;
      };
    }
  }
}

function createResize(
  short: number | undefined,
  antialias: boolean,
  source: Size,
  output: Size,
  channels: number,
): GeometryStep {
  const { height, width, top, left } = resizedSize(short, source, output);
  const rows = bilinearWeights(source.height, height, antialias, top, output.height);
  const columns = bilinearWeights(source.width, width, antialias, left, output.width);
  const resample = createResampler(source, output.width, channels);
  return (pixels, offset, _parameters, _at, out) =>
    resample(pixels, offset, 0, 0, rows, columns, out);
}

/**
 * Size of the whole resized image, and where in it the output begins.
 *
 * @param short What the short side becomes; the output's size where absent.
 * @throws {CrlcError} `BAD_SIZE` if the output is larger.
 */
export function resizedSize(
  short: number | undefined,
  source: Size,
  output: Size,
): Size & { readonly top: number; readonly left: number } {
  let { height, width } = output;
  if (short !== undefined) {
    const shortSide = Math.min(source.height, source.width);
    height = Math.floor(short * source.height / shortSide);
    width = Math.floor(short * source.width / shortSide);
    if (output.height > height || output.width > width) {
      throw badSize(
        `Cannot cut out the centre: the resized image must hold the output, and is ${height}x${width}` +
          ` for an output of ${output.height}x${output.width}`,
        'take a larger "short", or a smaller input size',
      );
    }
  }
  const top = roundHalfEven((height - output.height) / 2);
  const left = roundHalfEven((width - output.width) / 2);
  return { height, width, top, left };
}

/** Remembers the weights of every window size seen, of which there are few. */
function weightsBySize(output: number): (input: number) => AxisWeights {
  const known: AxisWeights[] = [];
  return (input) => known[input] ??= bilinearWeights(input, output, true);
}

function badSize(message: string, hint: string): CrlcError {
  return new CrlcError("usage", "BAD_SIZE", message, { hint });
}

function sizes(source: Size, output: Size): string {
  return `images are ${source.height}x${source.width} for an output of ${output.height}x${output.width}`;
}
