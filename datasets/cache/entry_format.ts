import { createHash } from "node:crypto";
import * as v from "valibot";
import { natural } from "../../core/numbers.ts";

const numbers = v.pipe(v.array(natural), v.readonly());
const schema = v.strictObject({
  /** Of which files, prepared how: the entry's name. */
  key: v.string(),
  /** Digest of the data set, see `digestOf`. */
  digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  shape: v.tuple([natural, natural, natural]),
  /** Files that could not be used, by their number among all files, each with the reason. */
  bad: v.array(v.tuple([natural, v.string()])),
  /** Images of one colour, and images of 16 bits that were brightened, by their number here. */
  flat: v.optional(numbers),
  stretched: v.optional(numbers),
});

/** What an entry says of its images. */
export type EntryMeta = v.InferOutput<typeof schema>;

/** What lies behind the pixels of an entry. */
export interface EntryTail {
  readonly meta: EntryMeta;
  /** CRC-32 of every image. */
  readonly checksums: Uint32Array;
}

/** Something kept that is not as it was written; its message completes "what is kept …". */
export class DamagedEntry extends Error {
  override readonly name = "DamagedEntry";
}

/** Bytes at the very end: mark, version, size of the meta data, of an image, their number, SHA-256. */
export const FOOT_BYTES = 64;
const MARK = new TextEncoder().encode("crlcimg\n");
const VERSION = 1;

/** Where the parts of an entry lie. */
export interface EntryFoot {
  readonly images: number;
  readonly imageBytes: number;
  readonly metaBytes: number;
  /** SHA-256 of check sums and meta data. */
  readonly digest: Uint8Array;
}

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());

/**
 * An entry is: the pixels of all images; a CRC-32 of each (little-endian); meta data (JSON); a foot
 * of 64 bytes. What follows the pixels is written last, so that nothing half-written has a foot.
 *
 * @returns Everything behind the pixels.
 */
export function encodeTail({ meta, checksums }: EntryTail, imageBytes: number): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(meta));
  const tail = new Uint8Array(4 * checksums.length + json.length + FOOT_BYTES);
  const view = new DataView(tail.buffer);
  checksums.forEach((sum, i) => view.setUint32(4 * i, sum, true));
  tail.set(json, 4 * checksums.length);
  const foot = tail.length - FOOT_BYTES;
  tail.set(MARK, foot);
  view.setUint32(foot + 8, VERSION, true);
  view.setUint32(foot + 12, json.length, true);
  view.setBigUint64(foot + 16, BigInt(imageBytes), true);
  view.setBigUint64(foot + 24, BigInt(checksums.length), true);
  tail.set(sha256(tail.subarray(0, foot)), foot + 32);
  return tail;
}

/**
 * Reads a foot, before anything else is read.
 *
 * @param foot The last 64 bytes.
 * @param fileBytes Size of the whole file, which must be just what the foot says.
 * @throws {DamagedEntry}
 */
export function decodeFoot(foot: Uint8Array, fileBytes: number): EntryFoot {
  const view = new DataView(foot.buffer, foot.byteOffset, foot.byteLength);
  if (foot.length !== FOOT_BYTES || !MARK.every((byte, i) => foot[i] === byte)) {
    throw new DamagedEntry("has no end");
  }
  if (view.getUint32(8, true) !== VERSION) throw new DamagedEntry("is of another version");
  const metaBytes = view.getUint32(12, true);
  const imageBytes = Number(view.getBigUint64(16, true));
  const images = Number(view.getBigUint64(24, true));
  if (images * (imageBytes + 4) + metaBytes + FOOT_BYTES !== fileBytes) {
    throw new DamagedEntry("has another size than it says");
  }
  return { images, imageBytes, metaBytes, digest: foot.slice(32) };
}

/**
 * Reads check sums and meta data.
 *
 * @param bytes What lies between pixels and foot.
 * @throws {DamagedEntry}
 */
export function decodeTail(
  bytes: Uint8Array,
  { images, imageBytes, digest }: EntryFoot,
): EntryTail {
  if (!sha256(bytes).every((byte, i) => byte === digest[i])) {
    throw new DamagedEntry("is damaged: its check sum is another one");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const checksums = Uint32Array.from({ length: images }, (_, i) => view.getUint32(4 * i, true));
  const text = new TextDecoder().decode(bytes.subarray(4 * images));
  const parsed = v.safeParse(schema, JSON.parse(text));
  if (!parsed.success || parsed.output.shape.reduce((a, b) => a * b) !== imageBytes) {
    throw new DamagedEntry("is damaged: its meta data do not fit");
  }
  return { meta: parsed.output, checksums };
}
