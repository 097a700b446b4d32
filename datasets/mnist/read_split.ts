import { join } from "node:path";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { decompressed } from "../archive/decompressed.ts";
import { damagedFile } from "../archive/damaged_file.ts";
import { type IdxArray, readIdx } from "../archive/read_idx.ts";
import { COUNTS, FILES } from "./files.ts";

const SIDE = 28;
const CLASSES = 10;

/** Images of a split and their classes. */
export interface IdxSplit {
  /** `[n, 28, 28]` */
  readonly pixels: Uint8Array;
  readonly labels: Int32Array;
}

/**
 * Reads one split: the file of images and that of labels.
 *
 * @throws {CrlcError} `DAMAGED_FILE` if a file is cut, has another shape than its header or its
 * partner says, or a label out of range.
 */
export async function readSplit(folder: string, split: string): Promise<IdxSplit> {
  const { images: imageFile, labels: labelFile } = FILES[split];
  const most = COUNTS[split];
  const images = await read(folder, imageFile, 16 + most * SIDE * SIDE);
  const [count, ...size] = images.shape;
  if (size.length !== 2 || size.some((side) => side !== SIDE) || count < 1 || count > most) {
    throw damagedFile(
      imageFile,
      `it must hold 1 to ${most} images of ${SIDE} x ${SIDE}, and its header says ${
        images.shape.join(" x ")
      }`,
    );
  }
  const labels = await read(folder, labelFile, 8 + most);
  if (labels.shape.length !== 1 || labels.shape[0] !== count) {
    throw damagedFile(
      labelFile,
      `it must hold a label for each of ${count} images, and its header says ${
        labels.shape.join(" x ")
      }`,
    );
  }
  const bad = labels.data.findIndex((label) => label >= CLASSES);
  if (bad >= 0) {
    throw damagedFile(
      labelFile,
      `it must hold labels below ${CLASSES}, and image ${bad} has ${labels.data[bad]}`,
    );
  }
  return { pixels: images.data, labels: Int32Array.from(labels.data) };
}

async function read(folder: string, file: string, most: number): Promise<IdxArray> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  try {
    for await (const chunk of decompressed(join(folder, file), most, { what: file })) {
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof CrlcError || error instanceof Deno.errors.NotFound) throw error;
    throw damagedFile(
      file,
      `it must be a whole gzip file, and is cut or damaged (${messageOf(error)})`,
    );
  }
  return readIdx(new Uint8Array(await new Blob(chunks).arrayBuffer()), file);
}
