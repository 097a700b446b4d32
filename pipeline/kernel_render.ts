import type { Augmentation, AugmentationStep } from "./augmentation.ts";
import { JITTER_ORDERS, layoutOf } from "./draw.ts";
import { type Arena, openArena } from "./kernel_arena.ts";
import { createKernelBlur } from "./kernel_blur.ts";
import { createKernelGeometry } from "./kernel_geometry.ts";
import type { Render, RenderOptions } from "./render_options.ts";

/** Steps that have kernels. */
const KERNELS: ReadonlySet<AugmentationStep["step"]> = new Set(
  ["blur", "crop", "flip", "grey", "jitter", "resize", "tone"],
);

/** Whether kernels can carry out a whole augmentation; where nothing is changed they gain nothing. */
export function hasKernels(augmentation: Augmentation): boolean {
  return augmentation.length > 0 && augmentation.every(({ step }) => KERNELS.has(step));
}

/** One step after the geometry, on the planar image, in place. */
type Change = (parameters: Float64Array, at: number) => void;

/** The planar image that all steps work on. */
interface Planar {
  readonly arena: Arena;
  readonly image: number;
  /** Bytes from one channel to the next. */
  readonly plane: number;
}

/**
 * Makes what carries out an augmentation by kernels of WebAssembly: the same as the plain form, in
 * single precision.
 *
 * @param options An augmentation that has kernels, and images that go with it.
 */
export function createKernelRender(options: RenderOptions): Render {
  const { source, output, channels, augmentation, normalise } = options;
  const arena = openArena(), pixels = output.height * output.width;
  // The last row is written in whole vectors: up to three floats more.
  const plane = 16 * Math.ceil((pixels + 3) / 4);
  const image = arena.reserve(channels * plane), made = arena.reserve(channels * plane);
  const norm = arena.place(
    Float32Array.from(
      { length: 2 * channels },
      (_, i) => i % 2 === 0 ? normalise?.mean[i >> 1] ?? 0 : 1 / (normalise?.std[i >> 1] ?? 1),
    ),
  );
  const geometry = createKernelGeometry(arena, augmentation, {
    source,
    output,
    channels,
    image,
    plane,
  });
  const { offsets } = layoutOf(augmentation);
  const changes = augmentation.map((step) => createChange(step, options, { arena, image, plane }));
  // A flip next to the geometry costs nothing there.
  const first = augmentation.findIndex(({ step }) => step !== "crop" && step !== "resize");
  const flipAt = augmentation[first]?.step === "flip" ? offsets[first] : -1;
  if (flipAt >= 0) changes[first] = undefined;
  const from = made / 4, to = from + pixels * channels;

  return (bytes, offset, parameters, into, at) => {
    geometry(bytes, offset, parameters, flipAt >= 0 && parameters[flipAt] === 1);
    for (let s = 0; s < changes.length; s++) changes[s]?.(parameters, offsets[s]);
    arena.kernels.interleave(image, plane, channels, norm, made);
    into.set(arena.floats().subarray(from, to), at);
  };
}

/** What a step does after the geometry; nothing where it is the geometry or has no effect. */
function createChange(
  step: AugmentationStep,
  { output: { height, width }, channels }: RenderOptions,
  { arena, image, plane }: Planar,
): Change | undefined {
  const { kernels } = arena, pixels = height * width;
  switch (step.step) {
    case "flip":
      return (parameters, at) => {
        if (!parameters[at]) return;
        for (let c = 0; c < channels; c++) kernels.flip(image + c * plane, width, height);
      };
    case "grey":
      return channels === 1 ? undefined : (parameters, at) => {
        if (parameters[at]) kernels.grey(image, plane);
      };
    case "jitter": {
      const contrast = (factor: number) => {
        const mean = kernels.greySum(image, plane, channels, pixels) / pixels;
        kernels.blend(image, channels * plane, factor, (1 - factor) * mean);
      };
      return (parameters, at) => {
        for (const kind of JITTER_ORDERS[parameters[at + 4]]) {
          const value = parameters[at + kind];
          if (value === (kind === 3 ? 0 : 1)) continue;
          if (kind === 0) kernels.brighten(image, channels * plane, value);
          else if (kind === 1) contrast(value);
          else if (channels === 1) continue;
          else if (kind === 2) kernels.saturate(image, plane, value);
          else kernels.turnHue(image, plane, 6 * value);
        }
      };
    }
    case "tone":
      return (parameters, at) =>
        kernels.blend(image, channels * plane, parameters[at], parameters[at + 1]);
    case "blur": {
      const blur = createKernelBlur(arena, { height, width }, step.kernel);
      return (parameters, at) => {
        if (parameters[at] === 0) return;
        blur(Array.from({ length: channels }, (_, c) => image + c * plane), parameters[at]);
      };
    }
    default:
      return undefined;
  }
}
