import type { Dataset } from "../../datasets/dataset.ts";
import { type Matrix, matrix, rowsOf } from "../../search/matrix.ts";
import { shrink } from "../report/mosaic.ts";

/** Descriptions of images, one row each, that need not be in memory all at once. */
export interface Rows {
  readonly length: number;
  /** Rows `[n, d]` of some images `[n]`. */
  read(indices: Uint32Array): Promise<Matrix>;
}

/** Pixels a side of an image that is described, at most. */
const SIDE = 64;
/** Images that are read at once. */
const BLOCK = 100;

/**
 * Every image as one row of values from 0 to 1; images with a side of more than 64 pixels are made
 * smaller by averaging.
 */
export function pixelRows(dataset: Dataset): Rows {
  const { length, height, width, channels } = dataset;
  const stored = height * width * channels;
  const describe = (bytes: Uint8Array) => shrink(bytes, { height, width, channels }, SIDE).pixels;
  const columns = describe(new Uint8Array(stored)).length;
  return {
    length,
    async read(indices) {
      const rows = new Float32Array(indices.length * columns);
      for (let from = 0; from < indices.length; from += BLOCK) {
        const some = indices.subarray(from, from + BLOCK);
        const bytes = new Uint8Array(some.length * stored);
        await dataset.read(some, bytes);
        some.forEach((_, i) => {
          const pixels = describe(bytes.subarray(i * stored, (i + 1) * stored));
          const at = (from + i) * columns;
          for (let c = 0; c < columns; c++) rows[at + c] = pixels[c] / 255;
        });
      }
      return matrix(rows, columns);
    },
  };
}

/** Rows that are in memory. */
export function heldRows(all: Matrix): Rows {
  const { columns } = all;
  return {
    length: all.rows,
    read(indices) {
      const rows = new Float32Array(indices.length * columns);
      indices.forEach((index, i) => rows.set(rowsOf(all, index, index + 1).data, i * columns));
      return Promise.resolve(matrix(rows, columns));
    },
  };
}
