/** Items of a picture of very many tiles. */
const MOST_ITEMS = 10_000;

/**
 * Where the items of an AVIF file begin that lie in the file itself, by its `iloc` box (ISO/IEC
 * 14496-12, 8.11.3).
 *
 * @param at Where the content of the box begins, its version first.
 * @throws {RangeError} If it points beyond the last byte.
 */
export function itemPlaces(view: DataView, at: number): { start: number; length: number }[] {
  const version = view.getUint8(at), sizes = view.getUint16(at + 4);
  const [offsetSize, lengthSize, baseSize, indexSize] = [12, 8, 4, 0].map((s) => sizes >> s & 15);
  at += 6;
  const read = (size: number): number => {
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + view.getUint8(at++);
    return value;
  };
  const places: { start: number; length: number }[] = [];
  const count = Math.min(read(version < 2 ? 2 : 4), MOST_ITEMS);
  for (let item = 0; item < count; item++) {
    read(version < 2 ? 2 : 4);
    const method = version > 0 ? read(2) & 15 : 0;
    read(2);
    const base = read(baseSize), extents = read(2), index = version > 0 ? indexSize : 0;
    if (extents === 0) continue;
    at += index;
    const start = base + read(offsetSize), length = read(lengthSize);
    at += (extents - 1) * (index + offsetSize + lengthSize);
    if (method === 0) places.push({ start, length });
  }
  return places;
}
