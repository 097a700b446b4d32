/** Items of a picture of very many tiles. */
const MOST_ITEMS = 10_000;
/** Pieces of an item: encoders write one. */
const MOST_EXTENTS = 100;
/** How an item is found: in the file, or in the box `idat`. */
const IN_FILE = 0, IN_BOX = 1;

/** An item of an AVIF file. */
export interface AvifItem {
  readonly id: number;
  /** Whether places are counted from the content of the box `idat` on, and not from the file's first byte. */
  readonly inBox: boolean;
  /** A length of 0 reaches to the end. */
  readonly extents: readonly { readonly start: number; readonly length: number }[];
}

/**
 * The items of an AVIF file, by its `iloc` box (ISO/IEC 14496-12, 8.11.3).
 *
 * @param at Where the content of the box begins, its version first.
 * @throws {RangeError} If it points beyond the last byte, or there are more than any picture has.
 */
export function avifItems(view: DataView, at: number): AvifItem[] {
  const version = view.getUint8(at), sizes = view.getUint16(at + 4);
  const [offsetSize, lengthSize, baseSize, indexSize] = [12, 8, 4, 0].map((s) => sizes >> s & 15);
  at += 6;
  const read = (size: number): number => {
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + view.getUint8(at++);
    return value;
  };
  const atMost = (count: number, most: number) => {
    if (count > most) throw new RangeError(`Cannot read ${count} items, ${most} are the most`);
    return count;
  };
  const items: AvifItem[] = [];
  const count = atMost(read(version < 2 ? 2 : 4), MOST_ITEMS);
  for (let item = 0; item < count; item++) {
    const id = read(version < 2 ? 2 : 4);
    const method = version > 0 ? read(2) & 15 : IN_FILE;
    read(2);
    const base = read(baseSize), index = version > 0 ? indexSize : 0;
    const extents = Array.from({ length: atMost(read(2), MOST_EXTENTS) }, () => {
      at += index;
      return { start: base + read(offsetSize), length: read(lengthSize) };
    });
    if (method === IN_FILE || method === IN_BOX) {
      items.push({ id, inBox: method === IN_BOX, extents });
    }
  }
  return items;
}

/**
 * What an item holds.
 *
 * @param from What its places are counted in.
 * @throws {RangeError} If its pieces are more than all there is.
 */
export function contentOf({ extents }: AvifItem, from: Uint8Array): Uint8Array {
  const pieces = extents.map(({ start, length }) =>
    from.subarray(start, length > 0 ? start + length : undefined)
  );
  if (pieces.length === 1) return pieces[0];
  const total = pieces.reduce((sum, { length }) => sum + length, 0);
  if (total > from.length) throw new RangeError("Cannot join pieces that overlap");
  const joined = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
