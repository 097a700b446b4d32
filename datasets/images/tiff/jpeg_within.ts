import { type Directory, valuesOf } from "../headers/directory.ts";
import { readJpeg } from "../headers/jpeg.ts";
import { TAG } from "./layout.ts";

/** Strips or tiles of a picture of very many. */
const MOST_PARTS = 1_000_000;
/** Tables that strips share have a thousand bytes or two. */
const MOST_TABLE_BYTES = 16_384;
/** Bytes that are looked through beside those of the file twice. */
const MOST_BESIDE = 100_000_000;

/**
 * The most pixels that a JPEG within a TIFF file has: a decoder makes room for what that says,
 * whatever the file around it says.
 *
 * @returns `undefined` where the file does not say where they are.
 * @throws {RangeError} If it points beyond the last byte.
 */
export function pixelsWithin(bytes: Uint8Array, directory: Directory): number | undefined {
  const { fields } = directory, tiled = fields.has(TAG.tileOffsets);
  const [offsets, counts] = [
    tiled ? TAG.tileOffsets : TAG.stripOffsets,
    tiled ? TAG.tileByteCounts : TAG.stripByteCounts,
  ].map((tag) => valuesOf(directory, tag, MOST_PARTS));
  const parts = fields.get(tiled ? TAG.tileOffsets : TAG.stripOffsets)?.count ?? 0;
  const tables = tablesOf(bytes, directory);
  if (offsets.length < parts || counts.length !== offsets.length || !tables) return undefined;
  const total = counts.reduce((sum, count) => sum + count + tables.length, 0);
  if (parts === 0 || total > 2 * bytes.length + MOST_BESIDE) return undefined;
  let most = 0;
  for (const [i, start] of offsets.entries()) {
    const part = bytes.subarray(start, start + counts[i]);
    const frame = readJpeg(withTables(part, tables));
    if (frame) most = Math.max(most, frame.width * frame.height);
  }
  return most;
}

/** The tables that all strips or tiles share; empty where there are none. */
function tablesOf(bytes: Uint8Array, { view, little, fields }: Directory): Uint8Array | undefined {
  const field = fields.get(TAG.jpegTables);
  if (!field) return new Uint8Array(0);
  if (field.count <= 4 || field.count > MOST_TABLE_BYTES) return undefined;
  const start = view.getUint32(field.entry + 8, little);
  return bytes.subarray(start, start + field.count);
}

/** What is decoded: the tables without their end marker, then the part without its start marker. */
function withTables(part: Uint8Array, tables: Uint8Array): Uint8Array {
  if (tables.length === 0 || part.length < 2) return part;
  const joined = new Uint8Array(tables.length - 2 + part.length - 2);
  joined.set(tables.subarray(0, -2));
  joined.set(part.subarray(2), tables.length - 2);
  return joined;
}
