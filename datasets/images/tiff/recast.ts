import type { Directory } from "../headers/directory.ts";

const SHORT = 3, LONG = 4;

/**
 * A TIFF file whose first directory says something else of the same data.
 *
 * @param changes New single values by tag; of tags that are missing nothing is said.
 * @returns A copy.
 */
export function recast(
  bytes: Uint8Array,
  { little, fields }: Directory,
  changes: Readonly<Record<number, number>>,
): Uint8Array {
  const copy = bytes.slice(), view = new DataView(copy.buffer);
  for (const [tag, value] of Object.entries(changes)) {
    const field = fields.get(Number(tag));
    if (!field) continue;
    const long = value > 0xffff;
    view.setUint16(field.entry + 2, long ? LONG : SHORT, little);
    view.setUint32(field.entry + 4, 1, little);
    if (long) view.setUint32(field.entry + 8, value, little);
    else view.setUint16(field.entry + 8, value, little);
  }
  return copy;
}
