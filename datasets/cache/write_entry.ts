import type { Hash } from "node:crypto";
import { crc32 } from "node:zlib";
import { encodeTail, type EntryMeta } from "./entry_format.ts";
import { readBlock } from "./read_block.ts";

/** Bytes read back at a time. */
const BLOCK = 1 << 22;

/** An entry that is being written. */
export interface EntryWriter {
  /** Adds an image. */
  append(image: Uint8Array): void;
  /** Adds all pixels so far, read back from the file, to a hash, and gives its result. */
  digest(hash: Hash): Promise<string>;
  /** Writes what lies behind the pixels, and waits until all of it is on the disk. */
  finish(meta: EntryMeta): Promise<void>;
}

/**
 * Writes an entry into an open file, from its start.
 *
 * @param file Open for reading as well.
 * @param most Images at most.
 */
export function writeEntry(file: Deno.FsFile, most: number, imageBytes: number): EntryWriter {
  const checksums = new Uint32Array(most);
  let count = 0;
  return {
    append(image) {
      writeAll(file, image);
      checksums[count++] = crc32(image);
    },
    async digest(hash) {
      const block = new Uint8Array(BLOCK);
      for (let at = 0, end = count * imageBytes; at < end; at += BLOCK) {
        const part = block.subarray(0, Math.min(BLOCK, end - at));
        await readBlock(file, at, part);
        hash.update(part);
      }
      return hash.digest("hex");
    },
    async finish(meta) {
      file.seekSync(0, Deno.SeekMode.End);
      writeAll(file, encodeTail({ meta, checksums: checksums.subarray(0, count) }, imageBytes));
      await file.sync();
    },
  };
}

function writeAll(file: Deno.FsFile, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += file.writeSync(bytes.subarray(done));
}
