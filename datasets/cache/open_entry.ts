import { crc32 } from "node:zlib";
import {
  DamagedEntry,
  decodeFoot,
  decodeTail,
  type EntryMeta,
  FOOT_BYTES,
} from "./entry_format.ts";
import { readBlock } from "./read_block.ts";

/** Prepared images in a file. */
export interface Entry extends Disposable {
  readonly length: number;
  readonly meta: EntryMeta;
  /**
   * Reads images; each is checked.
   *
   * @param into Receives `[n, height, width, channels]`.
   * @returns Places within `indices` whose images are not as they were written.
   */
  read(indices: Uint32Array, into: Uint8Array): Promise<number[]>;
  /** Whether pixels are those that were written as an image. */
  fits(index: number, pixels: Uint8Array): boolean;
}

/** Reads under way at a time: disks and network folders answer several at once faster. */
const AT_A_TIME = 4;

/**
 * Opens an entry. Its meta data are read and checked, its pixels are not: they are read image by
 * image, when they are asked for.
 *
 * @throws {DamagedEntry} If it is not whole or not what was written.
 * @throws {Deno.errors.NotFound} If there is none.
 */
export async function openEntry(path: string): Promise<Entry> {
  const files: Deno.FsFile[] = [];
  const close = () => files.forEach((file) => file.close());
  try {
    // All at once: another process may remove the file, which then stays for whoever has it open.
    for (let i = 0; i < AT_A_TIME; i++) files.push(await Deno.open(path));
    const { size } = await files[0].stat();
    if (size < FOOT_BYTES) throw new DamagedEntry("has no end");
    const end = size - FOOT_BYTES;
    const foot = decodeFoot(await block(files[0], end, FOOT_BYTES), size);
    const pixelBytes = foot.images * foot.imageBytes;
    const tail = decodeTail(await block(files[0], pixelBytes, end - pixelBytes), foot);
    return {
      ...reader(files, foot.imageBytes, tail.checksums),
      meta: tail.meta,
      [Symbol.dispose]: close,
    };
  } catch (error) {
    close();
    if (error instanceof SyntaxError || error instanceof Deno.errors.UnexpectedEof) {
      throw new DamagedEntry("is damaged: it cannot be read");
    }
    throw error;
  }
}

async function block(file: Deno.FsFile, at: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  await readBlock(file, at, bytes);
  return bytes;
}

function reader(files: readonly Deno.FsFile[], imageBytes: number, checksums: Uint32Array) {
  const queues = files.map(queueOf);
  let turn = 0;
  const fits = (index: number, pixels: Uint8Array) => crc32(pixels) === checksums[index];

  async function read(indices: Uint32Array, into: Uint8Array): Promise<number[]> {
    const bad: number[] = [], reads: Promise<void>[] = [];
    for (let from = 0; from < indices.length;) {
      // Images that follow one another are read at once.
      let to = from + 1;
      while (to < indices.length && indices[to] === indices[to - 1] + 1) to++;
      const start = from, part = into.subarray(from * imageBytes, to * imageBytes);
      reads.push(queues[turn++ % queues.length](async (file) => {
        try {
          await readBlock(file, indices[start] * imageBytes, part);
        } catch {
          // A disk that cannot read it, or a file that was cut: the check sums will not fit.
        }
      }));
      from = to;
    }
    await Promise.all(reads);
    indices.forEach((index, i) => {
      if (!fits(index, into.subarray(i * imageBytes, (i + 1) * imageBytes))) bad.push(i);
    });
    return bad;
  }
  return { length: checksums.length, read, fits };
}

/** Lets only one work with a file at a time, since a file has one place where it is read. */
function queueOf(file: Deno.FsFile) {
  let last: Promise<void> = Promise.resolve();
  return (work: (file: Deno.FsFile) => Promise<void>): Promise<void> =>
    last = last.then(() => work(file));
}
