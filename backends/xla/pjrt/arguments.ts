import { addressOf, type View } from "./memory.ts";

/**
 * The one argument of every function of the API: a structure of 8-byte fields that begins with its
 * size, and is kept alive with all that it points to.
 */
export class Arguments {
  readonly fields: BigUint64Array<ArrayBuffer>;
  readonly #kept: unknown[] = [];

  constructor(bytes: number) {
    this.fields = new BigUint64Array(bytes / 8);
    this.fields[0] = BigInt(bytes);
  }

  get(offset: number): bigint {
    return this.fields[offset >> 3];
  }

  set(offset: number, value: bigint | number): this {
    this.fields[offset >> 3] = BigInt.asUintN(64, BigInt(value));
    return this;
  }

  /** Points to something; to nothing where it is empty. */
  point(offset: number, view: View): this {
    return this.set(offset, this.keep(view));
  }

  /** Points to a list and says how long it is, in the field behind. */
  list(offset: number, list: View & { readonly length: number }): this {
    return this.point(offset, list).set(offset + 8, list.length);
  }

  /** Points to another structure, which is kept alive with this one. */
  nest(offset: number, inner: Arguments): this {
    this.#kept.push(inner);
    return this.point(offset, inner.fields);
  }

  /** Keeps what something points to as long as this, and gives its address. */
  keep(view: View): bigint {
    this.#kept.push(view);
    return view.byteLength === 0 ? 0n : addressOf(view);
  }
}
