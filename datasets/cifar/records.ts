import { CrlcError } from "../../core/errors.ts";

/** Bytes of a CIFAR image: three planes of 32 x 32. */
export const IMAGE_BYTES = 3072;
const PLANE = 1024;

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
  throw new CrlcError(
    "data",
    "DAMAGED_FILE",
    `Cannot read "${what}": it must hold 1 to ${most} records of ${recordBytes} bytes, and has ${bytes} bytes`,
    { hint: "import or fetch the data set again" },
  );
}

/**
 * Reads CIFAR-10 records: a label byte, then the red, green and blue planes.
 *
 * @param records The file `[n * 3073]`.
 * @param classes Labels must be below this.
 * @param what What the file is called in messages.
 * @param pixels Receives `[n, 32, 32, 3]`.
 * @param labels Receives `[n]`.
 * @throws {CrlcError} `DAMAGED_FILE` for a label out of range, with the record.
 */
export function readRecords(
  records: Uint8Array,
  classes: number,
  what: string,
  pixels: Uint8Array,
  labels: Int32Array,
): void {
  for (let n = 0, at = 0; n < labels.length; n++, at += 1 + IMAGE_BYTES) {
    const label = records[at];
    if (label >= classes) {
      throw new CrlcError(
        "data",
        "DAMAGED_FILE",
        `Cannot read "${what}": labels must be below ${classes}, and record ${n} has ${label}`,
        { hint: "import or fetch the data set again" },
      );
    }
    labels[n] = label;
    for (let i = 0, from = at + 1, to = n * IMAGE_BYTES; i < PLANE; i++, from++, to += 3) {
      pixels[to] = records[from];
      pixels[to + 1] = records[from + PLANE];
      pixels[to + 2] = records[from + 2 * PLANE];
    }
  }
}

/**
 * Reads a file of class names, one a line.
 *
 * @throws {CrlcError} `DAMAGED_FILE` if there are not `count` different ones.
 */
export function readClassNames(text: string, count: number, what: string): string[] {
  const names = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "");
  if (names.length === count && new Set(names).size === count) return names;
  throw new CrlcError(
    "data",
    "DAMAGED_FILE",
    `Cannot read "${what}": it must hold ${count} different class names, and has ${
      new Set(names).size
    }`,
    { hint: "import or fetch the data set again" },
  );
}
