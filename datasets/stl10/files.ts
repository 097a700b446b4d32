import { join } from "node:path";
import { damagedFile } from "../archive/damaged_file.ts";
import { readStlLabels } from "./labels.ts";
import { IMAGE_BYTES } from "./planes.ts";

/** A part of STL-10, as one file of images. */
export interface StlPart {
  readonly images: string;
  /** Absent for the unlabelled images. */
  readonly labels?: string;
  /** Images of the official file; a smaller one is read as well. */
  readonly most: number;
}

/** The parts by the name of their split. */
export const PARTS: Readonly<Record<string, StlPart>> = {
  train: { images: "train_X.bin", labels: "train_y.bin", most: 5_000 },
  test: { images: "test_X.bin", labels: "test_y.bin", most: 8_000 },
  unlabeled: { images: "unlabeled_X.bin", most: 100_000 },
};

/** A part that is there. */
export interface FoundPart {
  readonly path: string;
  readonly file: string;
  readonly length: number;
  readonly labels?: Int32Array;
}

/**
 * Counts the images of a part and reads its labels.
 *
 * @throws {CrlcError} `DAMAGED_FILE` if a size is not that of whole images, there are too many, or
 * labels and images differ in number.
 */
export async function findPart(folder: string, part: StlPart): Promise<FoundPart> {
  const path = join(folder, part.images);
  const { size } = await Deno.stat(path);
  const length = size / IMAGE_BYTES;
  if (!Number.isInteger(length) || length < 1 || length > part.most) {
    throw damagedFile(
      part.images,
      `it must hold 1 to ${part.most} images of ${IMAGE_BYTES} bytes, and has ${size} bytes`,
    );
  }
  if (part.labels === undefined) return { path, file: part.images, length };
  const place = join(folder, part.labels);
  const count = (await Deno.stat(place)).size;
  if (count !== length) {
    throw damagedFile(
      part.labels,
      `it must hold a label for each of ${length} images, and has ${count}`,
    );
  }
  const labels = readStlLabels(await Deno.readFile(place), part.labels);
  return { path, file: part.images, length, labels };
}
