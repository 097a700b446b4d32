import type { ImageHeader } from "./image_header.ts";
import { readDirectory, valuesOf } from "./directory.ts";
import { validOrientation } from "./tags.ts";

const WIDTH = 256, HEIGHT = 257, BITS = 258, ORIENTATION = 274;

/** Reads the first directory of a TIFF file. The decoder notices a cut one. */
export function readTiff(bytes: Uint8Array): ImageHeader | undefined {
  const directory = readDirectory(bytes);
  if (!directory) return undefined;
  const [width = 0] = valuesOf(directory, WIDTH), [height = 0] = valuesOf(directory, HEIGHT);
  if (width === 0 || height === 0) return undefined;
  const [bits = 1] = valuesOf(directory, BITS);
  const kind = bits > 16 ? "TIFF of 32 bits" : bits > 8 ? "TIFF of 16 bits" : "TIFF";
  const [orientation] = valuesOf(directory, ORIENTATION);
  return { width, height, kind, orientation: validOrientation(orientation), whole: true };
}
