/** Bytes of a value of each TIFF type that is read: BYTE, SHORT, LONG. */
const BYTES: Readonly<Record<number, 1 | 2 | 4>> = { 1: 1, 3: 2, 4: 4 };

/** Where the values of a tag lie. */
export interface Field {
  readonly type: number;
  readonly count: number;
  /** Where its entry begins in the directory. */
  readonly entry: number;
}

/** The first directory of a TIFF structure, which is also what EXIF is. */
export interface Directory {
  readonly view: DataView;
  /** Whether numbers are little-endian. */
  readonly little: boolean;
  readonly fields: ReadonlyMap<number, Field>;
}

/**
 * Reads the first directory of a TIFF structure. Of a tag that is there twice, the last one counts.
 *
 * @param bytes From the byte order mark on.
 * @returns `undefined` where it is no TIFF structure.
 * @throws {RangeError} If it points beyond the last byte.
 */
export function readDirectory(bytes: Uint8Array): Directory | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return undefined;
  const little = order === 0x4949;
  if (view.getUint16(2, little) !== 42) return undefined;
  const start = view.getUint32(4, little);
  const count = view.getUint16(start, little);
  const fields = new Map<number, Field>();
  for (let i = 0; i < count; i++) {
    const entry = start + 2 + 12 * i;
    fields.set(view.getUint16(entry, little), {
      type: view.getUint16(entry + 2, little),
      count: view.getUint32(entry + 4, little),
      entry,
    });
  }
  return { view, little, fields };
}

/**
 * The whole numbers of a tag.
 *
 * @param most How many at most.
 * @returns None where the tag is missing or holds something else.
 * @throws {RangeError} If they lie beyond the last byte.
 */
export function valuesOf({ view, little, fields }: Directory, tag: number, most = 1): number[] {
  const field = fields.get(tag), size = BYTES[field?.type ?? 0];
  if (!field || !size) return [];
  // What fits into four bytes lies in the entry itself.
  const fits = size * field.count <= 4;
  const start = fits ? field.entry + 8 : view.getUint32(field.entry + 8, little);
  return Array.from({ length: Math.min(field.count, most) }, (_, i) => {
    const at = start + size * i;
    if (size === 1) return view.getUint8(at);
    return size === 2 ? view.getUint16(at, little) : view.getUint32(at, little);
  });
}
