import { readBlock } from "../cache/read_block.ts";
import { damagedFile } from "../archive/damaged_file.ts";
import { digestOf, type ImageSource } from "../image_source.ts";
import type { FoundPart } from "./files.ts";
import { IMAGE_BYTES, SIDE, turnPlanes } from "./planes.ts";

const SHAPE = [SIDE, SIDE, 3] as const;
/** Images read at a time for the digest. */
const BLOCK = 500;

/**
 * The images of some parts one after the other, read from their files when they are asked for: the
 * unlabelled ones alone are 2.8 GB.
 */
export async function openParts(parts: readonly FoundPart[]): Promise<ImageSource> {
  const files: Deno.FsFile[] = [];
  const close = () => files.forEach((file) => file.close());
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  // One reading after the other, since they move the same position.
  let turn: Promise<void> = Promise.resolve();
  let known: string | undefined;

  async function readOne(index: number, stored: Uint8Array, into: Uint8Array): Promise<void> {
    let part = 0;
    while (index >= parts[part].length) index -= parts[part++].length;
    try {
      await readBlock(files[part], index * IMAGE_BYTES, stored);
    } catch (error) {
      throw error instanceof Deno.errors.UnexpectedEof ? tooShort(parts[part]) : error;
    }
    turnPlanes(stored, into);
  }

  try {
    for (const { path } of parts) files.push(await Deno.open(path));
    return {
      length,
      shape: SHAPE,
      get digest() {
        return known ??= digestParts(parts, length);
      },
      read(indices, into) {
        const before = turn;
        const reading = (async () => {
          await before;
          const stored = new Uint8Array(IMAGE_BYTES);
          for (const [i, index] of indices.entries()) {
            await readOne(index, stored, into.subarray(i * IMAGE_BYTES, (i + 1) * IMAGE_BYTES));
          }
        })();
        turn = reading.catch(() => {});
        return reading;
      },
      [Symbol.asyncDispose]: async () => {
        await turn;
        close();
      },
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** Reads everything once, and at once: a digest is no promise. */
function digestParts(parts: readonly FoundPart[], length: number): string {
  const hash = digestOf(length, SHAPE);
  const turned = new Uint8Array(IMAGE_BYTES), block = new Uint8Array(BLOCK * IMAGE_BYTES);
  for (const part of parts) {
    using file = Deno.openSync(part.path);
    for (let from = 0; from < part.length; from += BLOCK) {
      const stored = block.subarray(0, Math.min(BLOCK, part.length - from) * IMAGE_BYTES);
      for (let done = 0; done < stored.length;) {
        const n = file.readSync(stored.subarray(done));
        if (n === null) throw tooShort(part);
        done += n;
      }
      for (let at = 0; at < stored.length; at += IMAGE_BYTES) {
        turnPlanes(stored.subarray(at, at + IMAGE_BYTES), turned);
        hash.update(turned);
      }
    }
  }
  return hash.digest("hex");
}

function tooShort({ file, length }: FoundPart) {
  return damagedFile(
    file,
    `it must hold ${length} images, as when it was opened, and ends before`,
  );
}
