const ORIENTATION = 0x0112;

/** Bytes of a value of each TIFF type that a wanted tag may have: BYTE, SHORT, LONG. */
const BYTES: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4 };

/**
 * Reads single whole numbers from the first directory of a TIFF structure, which is also what EXIF
 * is.
 *
 * @param bytes From the byte order mark on.
 * @param wanted Numbers of tags.
 * @returns The values of those tags that are there.
 * @throws {RangeError} If the structure points beyond the last byte.
 */
export function readTags(bytes: Uint8Array, wanted: readonly number[]): Map<number, number> {
  const found = new Map<number, number>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return found;
  const little = order === 0x4949;
  if (view.getUint16(2, little) !== 42) return found;
  const directory = view.getUint32(4, little);
  const entries = view.getUint16(directory, little);
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + 12 * i;
    const tag = view.getUint16(entry, little), type = view.getUint16(entry + 2, little);
    if (!wanted.includes(tag) || view.getUint32(entry + 4, little) !== 1) continue;
    // A single value of these types lies in the entry itself.
    if (BYTES[type] === 1) found.set(tag, view.getUint8(entry + 8));
    if (BYTES[type] === 2) found.set(tag, view.getUint16(entry + 8, little));
    if (BYTES[type] === 4) found.set(tag, view.getUint32(entry + 8, little));
  }
  return found;
}

/** The orientation that a number stands for; anything unknown is upright. */
export function validOrientation(value: number | undefined): number {
  return value !== undefined && value >= 1 && value <= 8 ? value : 1;
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
    return validOrientation(
      readTags(marked ? exif.subarray(6) : exif, [ORIENTATION]).get(ORIENTATION),
    );
  } catch {
    return 1;
  }
}
