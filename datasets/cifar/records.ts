import { damagedFile } from "../archive/damaged_file.ts";

/** Bytes of a CIFAR image: three planes of 32 x 32. */
export const IMAGE_BYTES = 3072;
const PLANE = 1024;

/** The labels before each image, and which of them is used. */
export interface RecordLabels {
  /** Each label must be below its bound: one byte for CIFAR-10, coarse and fine for CIFAR-100. */
  readonly bounds: readonly number[];
  /** Which one is the class. */
  readonly use: number;
}

/** Bytes of a record: labels and image. */
export const recordBytes = ({ bounds }: RecordLabels): number => bounds.length + IMAGE_BYTES;

/**
 * How many records a CIFAR file of this size holds.
 *
 * @param bytes Size of the file.
 * @param recordBytes Labels and image: 3073 for CIFAR-10, 3074 for CIFAR-100.
 * @param most Most records a file may hold, so that memory is bounded before it is taken.
 * @param what What the file is called in messages.
 * @throws {CrlcError} `DAMAGED_FILE`
 */
export function countRecords(
  bytes: number,
  recordBytes: number,
  most: number,
  what: string,
): number {
  const records = bytes / recordBytes;
  if (Number.isInteger(records) && records >= 1 && records <= most) return records;
  throw damagedFile(
    what,
    `it must hold 1 to ${most} records of ${recordBytes} bytes, and has ${bytes} bytes`,
  );
}

/**
 * Reads CIFAR records: label bytes, then the red, green and blue planes.
 *
 * @param records The file `[n * recordBytes]`.
 * @param what What the file is called in messages.
 * @param pixels Receives `[n, 32, 32, 3]`.
 * @param labels Receives `[n]`.
 * @throws {CrlcError} `DAMAGED_FILE` for a label out of range, with the record.
 */
export function readRecords(
  records: Uint8Array,
  { bounds, use }: RecordLabels,
  what: string,
  pixels: Uint8Array,
  labels: Int32Array,
): void {
  for (let n = 0, at = 0; n < labels.length; n++, at += bounds.length + IMAGE_BYTES) {
    bounds.forEach((bound, i) => {
      if (records[at + i] < bound) return;
      throw damagedFile(
        what,
        `labels must be below ${bound}, and record ${n} has ${records[at + i]}`,
      );
    });
    labels[n] = records[at + use];
    for (
      let i = 0, from = at + bounds.length, to = n * IMAGE_BYTES;
      i < PLANE;
      i++, from++, to += 3
    ) {
      pixels[to] = records[from];
      pixels[to + 1] = records[from + PLANE];
      pixels[to + 2] = records[from + 2 * PLANE];
    }
  }
}
