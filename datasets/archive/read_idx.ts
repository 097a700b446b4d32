import { CrlcError } from "../../core/errors.ts";

/** Sizes that a message names at most: a damaged header may claim 255. */
const MOST_SAID = 4;

/** An array of bytes from an IDX file. */
export interface IdxArray {
  /** Sizes, outermost first. */
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/**
 * Reads an IDX file of unsigned bytes, the format of MNIST (two zero bytes, type 8, the number of
 * dimensions, their sizes as big-endian 32-bit integers, the bytes).
 *
 * Nothing is allocated: `data` is a view of `bytes`.
 *
 * @param bytes The file, not compressed.
 * @param what What it is called in messages.
 * @throws {CrlcError} `DAMAGED_FILE` if the header and the number of bytes disagree.
 */
export function readIdx(bytes: Uint8Array, what: string): IdxArray {
  const refuse = (reason: string): never => {
    throw new CrlcError("data", "DAMAGED_FILE", `Cannot read IDX file "${what}": ${reason}`, {
      hint: "import or fetch the data set again",
    });
  };
  if (bytes.length < 4) refuse(`it must start with 4 header bytes, and has ${bytes.length} bytes`);
  if (bytes[0] !== 0 || bytes[1] !== 0) refuse("it must start with two zero bytes");
  if (bytes[2] !== 8) {
    refuse(`its values must be unsigned bytes (type 8), and are type ${bytes[2]}`);
  }
  const dimensions = bytes[3];
  const start = 4 + 4 * dimensions;
  if (dimensions === 0) refuse("it must have at least one dimension");
  if (bytes.length < start) refuse("its header is cut");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  // A product beyond 2^53 loses digits, and can then no longer equal a real length.
  const values = shape.reduce((product, size) => product * size, 1);
  if (values !== bytes.length - start) {
    const sizes = shape.length > MOST_SAID
      ? `${shape.slice(0, MOST_SAID).join(" x ")} x ... (${shape.length} sizes)`
      : shape.join(" x ");
    refuse(`its header says ${sizes} values, and ${bytes.length - start} follow`);
  }
  return { shape, data: bytes.subarray(start) };
}
