import type { ImageHeader } from "./image_header.ts";
import { readTags, validOrientation } from "./tags.ts";

const WIDTH = 256, HEIGHT = 257, ORIENTATION = 274;

/** Reads the first directory of a TIFF file. The decoder notices a cut one. */
export function readTiff(bytes: Uint8Array): ImageHeader | undefined {
  const tags = readTags(bytes, [WIDTH, HEIGHT, ORIENTATION]);
  const width = tags.get(WIDTH) ?? 0, height = tags.get(HEIGHT) ?? 0;
  if (width === 0 || height === 0) return undefined;
  return {
    width,
    height,
    kind: "TIFF",
    orientation: validOrientation(tags.get(ORIENTATION)),
    whole: true,
  };
}
