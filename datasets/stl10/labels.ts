import { damagedFile } from "../archive/damaged_file.ts";

/**
 * Reads STL-10 labels: a byte an image, 1 to 10.
 *
 * @param what What the file is called in messages.
 * @returns Classes `[n]`, 0 to 9.
 * @throws {CrlcError} `DAMAGED_FILE` for a label out of range, with the image.
 */
export function readStlLabels(bytes: Uint8Array, what: string): Int32Array {
  const bad = bytes.findIndex((label) => label < 1 || label > 10);
  if (bad >= 0) {
    throw damagedFile(what, `labels must be from 1 to 10, and image ${bad} has ${bytes[bad]}`);
  }
  return Int32Array.from(bytes, (label) => label - 1);
}
