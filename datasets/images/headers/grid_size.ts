import type { Size } from "./av1.ts";

/** The flag of sizes that have 32 bits. */
const LONG = 1;

/**
 * The size of a picture that is put together from tiles, by its `grid` item (ISO/IEC 23008-12,
 * 6.6.2.3).
 *
 * @returns `undefined` where the item is too short.
 */
export function gridSize(data: Uint8Array): Size | undefined {
  const long = (data[1] & LONG) !== 0;
  if (data.length < (long ? 12 : 8)) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return long
    ? { width: view.getUint32(4), height: view.getUint32(8) }
    : { width: view.getUint16(4), height: view.getUint16(6) };
}
