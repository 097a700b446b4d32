/**
 * What a stream of random numbers is for. Streams of different purposes never share numbers, so
 * adding a draw to one changes no other. The numbers are part of the file format: never renumber.
 */
export const PURPOSES = {
  weights: 1,
  shuffle: 2,
  augment: 3,
  negatives: 4,
  labelled: 5,
  kmeans: 6,
  neighbours: 7,
  buffers: 8,
  sample: 9,
} as const;

export type Purpose = keyof typeof PURPOSES;

const MULTIPLIER_0 = 0xD2511F53, MULTIPLIER_1 = 0xCD9E8D57;
const WEYL_0 = 0x9E3779B9, WEYL_1 = 0xBB67AE85;

/** High 32 bits of the product of two unsigned 32-bit integers. */
function multiplyHigh(a: number, b: number): number {
  const a0 = a & 0xffff, a1 = a >>> 16, b0 = b & 0xffff, b1 = b >>> 16;
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const carry = a0 * b1 + (middle & 0xffff);
  return (a1 * b1 + Math.floor(middle / 65536) + Math.floor(carry / 65536)) >>> 0;
}

/**
 * Philox 4x32 with ten rounds (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as
 * 1, 2, 3", SC 2011): four random 32-bit integers for a counter of four and a key of two.
 *
 * @param out Receives the four integers.
 */
export function philox(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  out: Uint32Array,
): void {
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0), low0 = Math.imul(MULTIPLIER_0, c0) >>> 0;
    const high1 = multiplyHigh(MULTIPLIER_1, c2), low1 = Math.imul(MULTIPLIER_1, c2) >>> 0;
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + WEYL_0) >>> 0;
    k1 = (k1 + WEYL_1) >>> 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/**
 * Random numbers that depend on nothing but what they are for: seed, purpose and up to three
 * counters (say epoch, image and view). There is no state to save: the same arguments give the
 * same numbers on every machine, in every worker, after every resume.
 *
 * @example
 * ```ts
 * import { Stream } from "@crlc/crlc";
 * import { strictEqual } from "node:assert/strict";
 *
 * const a = new Stream(0, "augment", 3, 17, 1), b = new Stream(0, "augment", 3, 17, 1);
 * strictEqual(a.uniform(), b.uniform());
 * ```
 */
export class Stream {
  readonly #block = new Uint32Array(4);
  #next = 4;
  #counter = 0;

  /**
   * @param seed An integer from 0 to 2^32 - 1, like each counter.
   */
  constructor(
    readonly seed: number,
    readonly purpose: Purpose,
    readonly a = 0,
    readonly b = 0,
    readonly c = 0,
  ) {}

  /** The next integer from 0 to 2^32 - 1. */
  uint32(): number {
    if (this.#next === 4) {
      philox(
        this.#counter++,
        this.a >>> 0,
        this.b >>> 0,
        this.c >>> 0,
        this.seed >>> 0,
        PURPOSES[this.purpose],
        this.#block,
      );
      this.#next = 0;
    }
    return this.#block[this.#next++];
  }

  /** The next number of the uniform distribution on `[low, high)`. */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * (this.uint32() / 4294967296);
  }

  /** The next integer from 0 to `below - 1`, without bias. */
  below(below: number): number {
    const limit = 4294967296 - 4294967296 % below;
    for (;;) {
      const x = this.uint32();
      if (x < limit) return x % below;
    }
  }

  /** The next number of the standard normal distribution (Box-Muller, one of the pair). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log((this.uint32() + 1) / 4294967296));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** The next number of the gamma distribution of scale 1 (Marsaglia and Tsang 2000). */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * this.uniform() ** (1 / shape);
    const d = shape - 1 / 3, c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal(), v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(this.uniform()) < x * x / 2 + d * (1 - v + Math.log(v))) return d * v;
    }
  }

  /** The next number of the distribution Beta(alpha, alpha) on [0, 1]. */
  beta(alpha: number): number {
    const x = this.gamma(alpha), y = this.gamma(alpha);
    // Of a tiny alpha both may be too small for a number; the limit of the distribution is a coin.
    return x + y > 0 ? x / (x + y) : this.below(2);
  }

  /** A random permutation of 0 .. n-1 (Fisher-Yates). */
  permutation(n: number): Uint32Array {
    const order = Uint32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }
}

/** A 32-bit number of a text (FNV-1a), to key a stream by a name. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}
