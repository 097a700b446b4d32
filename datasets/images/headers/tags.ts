import { type Directory, readDirectory, valuesOf } from "./directory.ts";

const ORIENTATION = 0x0112;

/** The orientation that a directory states; anything unknown is upright. */
export function orientationOf(directory: Directory): number {
  const [value = 1] = valuesOf(directory, ORIENTATION);
  return value >= 1 && value <= 8 ? value : 1;
}

/**
 * The orientation of an EXIF block; a damaged one says nothing.
 *
 * @param exif With or without the leading `Exif` and two zero bytes.
 */
export function exifOrientation(exif: Uint8Array | undefined): number {
  if (exif === undefined) return 1;
  const marked = exif[0] === 0x45 && exif[1] === 0x78 && exif[2] === 0x69 && exif[3] === 0x66;
  try {
    const directory = readDirectory(marked ? exif.subarray(6) : exif);
    return directory ? orientationOf(directory) : 1;
  } catch {
    return 1;
  }
}
