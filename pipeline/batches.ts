import { Stream } from "../core/random.ts";

/** Which images a training step sees. */
export interface BatchOptions {
  /** Images of the split, N. */
  readonly length: number;
  /** Images a batch, B. */
  readonly batchSize: number;
  /**
   * "drop": one fresh permutation an epoch, the remainder dropped. "carry": permutations one after
   * the other without a gap, so that a batch may straddle two; nothing is dropped.
   */
  readonly batching: "drop" | "carry";
  readonly seed: number;
  /** Number of the first permutation, so that a later stage draws others. */
  readonly firstPass?: number;
}

/** The batches of a stage; any of them can be had at once, so resuming needs no state. */
export interface Batches {
  readonly batchSize: number;
  /** Steps an epoch: `floor(N / B)`. */
  readonly stepsPerEpoch: number;
  /**
   * Which images are in a step.
   *
   * @param step Counted from 0 over all epochs.
   * @param indices Receives the images `[B]`.
   * @param passes Receives, for each image, the number of the permutation it comes from `[B]`:
   * what its random views depend on. With "drop" it is the epoch.
   */
  fill(step: number, indices: Int32Array | Uint32Array, passes: Int32Array | Uint32Array): void;
}

/**
 * How many permutations some steps use, the last one perhaps in part: a later stage's `firstPass`
 * is the sum over the earlier ones, and so no stage sees what another has seen.
 *
 * @param steps Steps of the stage.
 * @returns With "drop" the number of epochs.
 */
export function passesIn(
  { length, batchSize, batching }: Pick<BatchOptions, "length" | "batchSize" | "batching">,
  steps: number,
): number {
  return batching === "drop"
    ? Math.ceil(steps / Math.floor(length / batchSize))
    : Math.ceil(steps * batchSize / length);
}

/**
 * Which images are in which step, by the step's number alone.
 *
 * "carry" is the rule of the authors' code, which joins five permutations at a time, refills when
 * short and keeps what is left: one endless row of permutations.
 *
 * @example Two epochs of ten images
 * ```ts
 * import { batchesOf } from "@crlc/crlc/pipeline";
 * import { deepStrictEqual, strictEqual } from "node:assert/strict";
 *
 * const batches = batchesOf({ length: 10, batchSize: 4, batching: "drop", seed: 0 });
 * strictEqual(batches.stepsPerEpoch, 2);
 * const indices = new Uint32Array(4), passes = new Uint32Array(4);
 * batches.fill(3, indices, passes);
 * deepStrictEqual(passes, Uint32Array.of(1, 1, 1, 1));
 * ```
 *
 * @throws {RangeError} If the batch size is not a whole number from 1 to the number of images.
 */
export function batchesOf(options: BatchOptions): Batches {
  const { length, batchSize, batching, seed, firstPass = 0 } = options;
  if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > length) {
    throw new RangeError(
      `Cannot make batches: the batch size must be a whole number from 1 to ${length}, and is ${batchSize}`,
    );
  }
  const stepsPerEpoch = Math.floor(length / batchSize);
  let known = -1;
  let order: Uint32Array = new Uint32Array(0);

  function permutation(pass: number): Uint32Array {
    if (pass !== known) {
      order = new Stream(seed, "shuffle", pass).permutation(length);
      known = pass;
    }
    return order;
  }

  return {
    batchSize,
    stepsPerEpoch,
    fill(step, indices, passes) {
      if (!Number.isSafeInteger(step) || step < 0) {
        throw new RangeError(`Cannot find a batch: the step must be 0 or more, and is ${step}`);
      }
      const first = batching === "drop"
        ? Math.floor(step / stepsPerEpoch) * length + (step % stepsPerEpoch) * batchSize
        : step * batchSize;
      for (let i = 0; i < batchSize; i++) {
        const pass = firstPass + Math.floor((first + i) / length);
        indices[i] = permutation(pass)[(first + i) % length];
        passes[i] = pass;
      }
    },
  };
}
