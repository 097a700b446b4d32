import { crc32 } from "node:zlib";
import { badWeights } from "./weights.ts";

const END = 0x06054b50, ENTRY = 0x02014b50, LOCAL = 0x04034b50;
const END_64 = 0x06064b50, LOCATOR_64 = 0x07064b50;
const END_BYTES = 22, MOST_COMMENT = 0xffff;

/**
 * The members of a zip archive whose members are stored as they are, as PyTorch writes them: views
 * of `bytes`, nothing is copied. Each one's CRC-32 is checked.
 *
 * @throws {CrlcError} `BAD_WEIGHTS` if it is damaged, or something in it is compressed.
 */
export function readStoredZip(bytes: Uint8Array): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const broken = () => badWeights("the archive is damaged or cut", "download the file again");
  const big = (at: number) => Number(view.getBigUint64(at, true));
  try {
    let end = bytes.length - END_BYTES;
    const stop = Math.max(end - MOST_COMMENT, 0);
    while (end >= stop && view.getUint32(end, true) !== END) end--;
    if (end < stop) throw broken();
    let count = view.getUint16(end + 10, true), at = view.getUint32(end + 16, true);
    if (end >= 20 && view.getUint32(end - 20, true) === LOCATOR_64) {
      const end64 = big(end - 12);
      if (view.getUint32(end64, true) !== END_64) throw broken();
      count = big(end64 + 32);
      at = big(end64 + 48);
    }
    const members = new Map<string, Uint8Array>(), decoder = new TextDecoder();
    // Members that share bytes would be checked again and again.
    let left = bytes.length;
    for (let i = 0; i < count; i++) {
      if (view.getUint32(at, true) !== ENTRY) throw broken();
      const nameBytes = view.getUint16(at + 28, true), extraBytes = view.getUint16(at + 30, true);
      const name = decoder.decode(bytes.subarray(at + 46, at + 46 + nameBytes));
      if (view.getUint16(at + 10, true) !== 0) {
        throw badWeights(`"${name}" within the file is compressed, and PyTorch compresses nothing`);
      }
      let size = view.getUint32(at + 24, true), offset = view.getUint32(at + 42, true);
      // Numbers of more than 32 bits lie in a field of their own, in this order where needed.
      for (let x = at + 46 + nameBytes, last = x + extraBytes; x + 4 <= last;) {
        let field = x + 4;
        if (view.getUint16(x, true) === 1) {
          if (size === 0xffffffff) size = big(field), field += 8;
          if (view.getUint32(at + 20, true) === 0xffffffff) field += 8;
          if (offset === 0xffffffff) offset = big(field);
        }
        x += 4 + view.getUint16(x + 2, true);
      }
      if (view.getUint32(offset, true) !== LOCAL) throw broken();
      const start = offset + 30 + view.getUint16(offset + 26, true) +
        view.getUint16(offset + 28, true);
      left -= size;
      if (start + size > bytes.length || left < 0 || members.has(name)) throw broken();
      const member = bytes.subarray(start, start + size);
      if (crc32(member) !== view.getUint32(at + 16, true)) throw broken();
      members.set(name, member);
      at += 46 + nameBytes + extraBytes + view.getUint16(at + 32, true);
    }
    return members;
  } catch (error) {
    // Reading past the end, as a damaged offset asks for.
    throw error instanceof RangeError ? broken() : error;
  }
}
