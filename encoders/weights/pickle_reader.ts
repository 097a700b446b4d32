import { badWeights } from "./weights.ts";

/** The error for a pickle that does not follow its own rules. */
export const malformed = () => badWeights("its pickle is damaged");

const decoder = new TextDecoder();

/**
 * Reads the numbers and texts of a pickle, one after the other.
 *
 * @throws {RangeError} From each method that reads a number past the end.
 */
export class PickleReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** What is read next. */
  at: number;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = start;
  }

  skip(length: number): void {
    this.at += length;
  }

  /** @throws {CrlcError} `BAD_WEIGHTS` if there are fewer bytes. */
  take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.at) throw malformed();
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  text(length: number): string {
    return decoder.decode(this.take(length));
  }

  /** A text that ends with its line. */
  line(): string {
    const end = this.#bytes.indexOf(10, this.at);
    if (end < 0 || end - this.at > 1000) throw malformed();
    const line = this.text(end - this.at);
    this.at++;
    return line;
  }

  u8(): number {
    return this.#view.getUint8(this.at++);
  }

  u16(): number {
    return this.#view.getUint16((this.at += 2) - 2, true);
  }

  u32(): number {
    return this.#view.getUint32((this.at += 4) - 4, true);
  }

  u64(): number {
    return Number(this.#view.getBigUint64((this.at += 8) - 8, true));
  }

  i32(): number {
    return this.#view.getInt32((this.at += 4) - 4, true);
  }

  /** The one number that is big-endian. */
  f64(): number {
    return this.#view.getFloat64((this.at += 8) - 8, false);
  }

  /** A whole number of any length; one that does not fit loses its last digits. */
  long(length: number): number {
    if (length > 255) throw malformed();
    const digits = this.take(length);
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) value = value << 8n | BigInt(digits[i]);
    if (length > 0 && digits[length - 1] >= 128) value -= 1n << BigInt(8 * length);
    return Number(value);
  }
}
