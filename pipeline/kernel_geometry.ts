import type { Augmentation, AugmentationStep } from "./augmentation.ts";
import type { Size } from "./size.ts";
import { resizedSize } from "./geometry.ts";
import type { Arena } from "./kernel_arena.ts";
import { type AxisWeights, bilinearWeights } from "./steps/weights.ts";

/** Where the weights of one side lie. */
interface PlacedWeights {
  readonly first: number;
  readonly taps: number;
  readonly values: number;
}

/** Makes a planar image in [0, 1], perhaps mirrored, from the bytes of a stored one. */
export type KernelGeometry = (
  pixels: Uint8Array,
  offset: number,
  parameters: Float64Array,
  flipped: boolean,
) => void;

/** The images that are read, and where they go. */
interface Images {
  readonly source: Size;
  readonly output: Size;
  readonly channels: number;
  /** Address of the planar image. */
  readonly image: number;
  /** Bytes from one channel to the next. */
  readonly plane: number;
}

/** The step of an augmentation that sets the size, by kernels: "crop", "resize" or none. */
export function createKernelGeometry(
  arena: Arena,
  augmentation: Augmentation,
  { source, output, channels, image, plane }: Images,
): KernelGeometry {
  const { kernels } = arena, rowBytes = source.width * channels;
  const stored = arena.reserve(source.height * rowBytes);
  const scratch = arena.reserve(4 * (rowBytes + 16));

  function resample(
    pixels: Uint8Array,
    offset: number,
    [top, left, height, width]: readonly [number, number, number, number],
    rows: PlacedWeights,
    columns: PlacedWeights,
    flipped: boolean,
  ): void {
    const from = offset + top * rowBytes;
    arena.bytes().set(pixels.subarray(from, from + height * rowBytes), stored);
    kernels.resample(
      stored + left * channels,
      rowBytes,
      width,
      channels,
      output.height,
      rows.taps,
      rows.first,
      rows.values,
      output.width,
      columns.taps,
      columns.first,
      columns.values,
      flipped ? 1 : 0,
      scratch,
      image,
      plane,
    );
  }

  const step = augmentation[0];
  if (step?.step === "crop") {
    const rowsOf = bySize((n) => place(arena, bilinearWeights(n, output.height, true)));
    const columnsOf = bySize((n) => place(arena, bilinearWeights(n, output.width, true)));
    return (pixels, offset, parameters, flipped) => {
      const [top, left, height, width] = parameters;
      const rows = rowsOf(height), columns = columnsOf(width);
      resample(pixels, offset, [top, left, height, width], rows, columns, flipped);
    };
  }
  const [rows, columns] = resizeWeights(step, source, output).map((side) => place(arena, side));
  return (pixels, offset, _parameters, flipped) =>
    resample(pixels, offset, [0, 0, source.height, source.width], rows, columns, flipped);
}

/** Weights of rows and of columns, for a step that takes the whole image. */
function resizeWeights(
  step: AugmentationStep | undefined,
  source: Size,
  output: Size,
): readonly AxisWeights[] {
  const { short, antialias } = step?.step === "resize"
    ? step
    : { short: undefined, antialias: true };
  const { height, width, top, left } = resizedSize(short, source, output);
  return [
    bilinearWeights(source.height, height, antialias, top, output.height),
    bilinearWeights(source.width, width, antialias, left, output.width),
  ];
}

function place(arena: Arena, { first, taps, values }: AxisWeights): PlacedWeights {
  return { first: arena.place(first), taps, values: arena.place(Float32Array.from(values)) };
}

/** Remembers what was made for every window size seen, of which there are few. */
function bySize(make: (size: number) => PlacedWeights): (size: number) => PlacedWeights {
  const known: PlacedWeights[] = [];
  return (size) => known[size] ??= make(size);
}
