/** A batch of full size; what lies beyond `count` only fills it up. */
export interface PaddedBatch {
  /** Images `[B]`; the first ones come again as padding, so that a batch stays a mixed one. */
  readonly indices: Uint32Array;
  /** How many of them count. */
  readonly count: number;
}

/**
 * Every image once and in order, in batches of one size: what evaluation goes through.
 *
 * @example
 * ```ts
 * import { paddedBatches } from "@crlc/crlc/pipeline";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const batches = [...paddedBatches(5, 3)];
 * deepStrictEqual(batches.map(({ count }) => count), [3, 2]);
 * deepStrictEqual(batches[1].indices, Uint32Array.of(3, 4, 0));
 * ```
 *
 * @param length Images, N.
 * @param batchSize Images a batch, B.
 * @throws {RangeError} If either is not a whole number, or the batch size is below 1.
 */
export function* paddedBatches(length: number, batchSize: number): Generator<PaddedBatch> {
  if (!Number.isInteger(length) || length < 0 || !Number.isInteger(batchSize) || batchSize < 1) {
    throw new RangeError(
      `Cannot make batches: length and batch size must be whole numbers, and are ${length} and ${batchSize}`,
    );
  }
  for (let first = 0; first < length; first += batchSize) {
    const indices = new Uint32Array(batchSize);
    for (let i = 0; i < batchSize; i++) indices[i] = (first + i) % length;
    yield { indices, count: Math.min(batchSize, length - first) };
  }
}
