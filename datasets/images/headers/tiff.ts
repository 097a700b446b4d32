import { pixelsWithin } from "../tiff/jpeg_within.ts";
import { JPEG, TAG } from "../tiff/layout.ts";
import { type Directory, readDirectory, valuesOf } from "./directory.ts";
import type { ImageHeader } from "./image_header.ts";
import { orientationOf } from "./tags.ts";

/** Tags that are to be understood where they are there: whole numbers of usual types. */
const NUMBERS: readonly number[] = [
  ...[TAG.width, TAG.height, TAG.bits, TAG.compression, TAG.photometric, TAG.samples],
  ...[TAG.planar, TAG.predictor, TAG.tileWidth, TAG.extraSamples, TAG.format, TAG.fillOrder],
];

/** A JPEG within is larger than the picture by as much: a tile that reaches over the edge. */
const OVER_THE_EDGE = 4_000_000;

/** Reads the first directory of a TIFF file. The decoder notices a cut one. */
export function readTiff(bytes: Uint8Array): ImageHeader | undefined {
  const directory = readDirectory(bytes);
  if (!directory) return undefined;
  const [width = 0] = valuesOf(directory, TAG.width),
    [height = 0] = valuesOf(directory, TAG.height);
  if (width === 0 || height === 0) return undefined;
  const { fields } = directory;
  if (NUMBERS.some((tag) => fields.has(tag) && valuesOf(directory, tag).length === 0)) {
    return undefined;
  }
  if (hidesPixels(bytes, directory, width * height)) return undefined;
  const [bits = 1] = valuesOf(directory, TAG.bits);
  const kind = bits > 16 ? "TIFF of 32 bits" : bits > 8 ? "TIFF of 16 bits" : "TIFF";
  return { width, height, kind, orientation: orientationOf(directory), whole: true };
}

/** Whether there are more pixels in a JPEG within than the picture has, or cannot be looked for. */
function hidesPixels(bytes: Uint8Array, directory: Directory, pixels: number): boolean {
  const [compression] = valuesOf(directory, TAG.compression);
  if (compression !== JPEG) return false;
  const within = pixelsWithin(bytes, directory);
  return within === undefined || within > pixels + OVER_THE_EDGE;
}
