import { Stream } from "../core/random.ts";

/** Which images a training step sees. */
export interface BatchOptions {
  /** Images of the split, N. */
  readonly length: number;
  /** Images a batch, B. */
  readonly batchSize: number;
  /**
   * "drop": one fresh permutation an epoch, the remainder dropped. "carry": permutations one after
   * the other without a gap, so that a batch may straddle two; nothing is dropped. "in-order": as
   * "carry", but the images come as they lie in the set, time after time.
   */
  readonly batching: Batching;
  /** Where each permutation is gone through in blocks; then "drop" is meant within each of them. */
  readonly blocks?: BlockRule;
  readonly seed: number;
  /** Number of the first permutation, so that a later stage draws others. */
  readonly firstPass?: number;
}

export type Batching = "drop" | "carry" | "in-order";

/** How an epoch goes through its images in blocks, each of which is learned from several times. */
export interface BlockRule {
  /** Images a block; all of them where there are fewer. What is left of a permutation is dropped. */
  readonly size: number;
  /** How often a block is gone through, in another order each time. */
  readonly passes: number;
  /** How often each batch comes in a row, augmented anew; once if absent. */
  readonly repeats?: number;
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

/** Steps in which the images are gone through once, or as often as their blocks say. */
export function stepsInEpoch(
  { length, batchSize, blocks }: Pick<BatchOptions, "length" | "batchSize" | "blocks">,
): number {
  if (!blocks) return Math.floor(length / batchSize);
  const { size, steps } = blockOf(blocks, length, batchSize);
  return Math.floor(length / size) * steps;
}

/** Images and steps of a block, and how often an image is seen in it. */
export function blockOf(
  { size: wanted, passes, repeats = 1 }: BlockRule,
  length: number,
  batchSize: number,
): { readonly size: number; readonly steps: number; readonly seen: number } {
  const size = Math.min(wanted, length), seen = passes * repeats;
  return { size, steps: seen * Math.floor(size / batchSize), seen };
}

/**
 * How many permutations some steps use, the last one perhaps in part: a later stage's `firstPass`
 * is the sum over the earlier ones, and so no stage sees what another has seen.
 *
 * @param steps Steps of the stage.
 * @returns With "drop" the number of epochs.
 */
export function passesIn(
  { length, batchSize, batching, blocks }: Pick<
    BatchOptions,
    "length" | "batchSize" | "batching" | "blocks"
  >,
  steps: number,
): number {
  if (blocks) {
    const epochs = Math.ceil(steps / stepsInEpoch({ length, batchSize, blocks }));
    return epochs * blockOf(blocks, length, batchSize).seen;
  }
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
  const stepsPerEpoch = stepsInEpoch(options);
  const order = batching === "in-order"
    ? () => identity(length)
    : (pass: number) => new Stream(seed, "shuffle", pass).permutation(length);
  const permutation = remembered(order);
  const inBlocks = options.blocks && blocksOf(options, options.blocks, permutation);
  return {
    batchSize,
    stepsPerEpoch,
    fill(step, indices, passes) {
      if (!Number.isSafeInteger(step) || step < 0) {
        throw new RangeError(`Cannot find a batch: the step must be 0 or more, and is ${step}`);
      }
      if (inBlocks) return inBlocks.fill(step, indices, passes);
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

/** The rank's part of every batch, of as many images as that of each other; `size` divides the batch. */
export function shareOf(whole: Batches, { rank, size }: { rank: number; size: number }): Batches {
  if (size === 1) return whole;
  const batchSize = whole.batchSize / size, from = rank * batchSize, to = from + batchSize;
  return {
    ...whole,
    batchSize,
    fill(step, indices, passes) {
      const all = new Uint32Array(whole.batchSize), passesOfAll = new Uint32Array(all.length);
      whole.fill(step, all, passesOfAll);
      indices.set(all.subarray(from, to));
      passes.set(passesOfAll.subarray(from, to));
    },
  };
}

/** The images of the block that a step is one of, in the order of its epoch's permutation. */
export function imagesOfBlock(options: BatchOptions, step: number): Uint32Array {
  const { length, seed, blocks } = options;
  if (!blocks) throw new TypeError("Cannot find a block: the images do not come in blocks");
  const order = (pass: number) => new Stream(seed, "shuffle", pass).permutation(length);
  return blocksOf(options, blocks, order).images(step);
}

function blocksOf(
  { length, batchSize, seed, firstPass = 0 }: BatchOptions,
  rule: BlockRule,
  permutation: (pass: number) => Uint32Array,
): Pick<Batches, "fill"> & { images(step: number): Uint32Array } {
  const { size, steps, seen } = blockOf(rule, length, batchSize), { repeats = 1 } = rule;
  const perEpoch = stepsInEpoch({ length, batchSize, blocks: rule });
  const shuffled = remembered((pass, block) =>
    new Stream(seed, "shuffle", pass, block + 1).permutation(size)
  );
  function place(step: number) {
    const epoch = Math.floor(step / perEpoch), within = step % perEpoch;
    const block = Math.floor(within / steps), local = within % steps;
    const first = firstPass + epoch * seen;
    const images = permutation(first).subarray(block * size, (block + 1) * size);
    return { first, block, local, images };
  }
  return {
    images: (step) => place(step).images,
    fill(step, indices, passes) {
      const { first, block, local, images } = place(step), batches = steps / seen;
      const repeat = local % repeats, at = Math.floor(local / repeats);
      const pass = first + Math.floor(at / batches) * repeats;
      const order = shuffled(pass, block), from = at % batches * batchSize;
      for (let i = 0; i < batchSize; i++) indices[i] = images[order[from + i]];
      passes.fill(pass + repeat, 0, batchSize);
    },
  };
}

/** What makes an order of images, and keeps the last one. */
function remembered(make: (pass: number, block: number) => Uint32Array) {
  let known = [-1, -1], order = new Uint32Array(0);
  return (pass: number, block = 0): Uint32Array => {
    if (known[0] !== pass || known[1] !== block) {
      known = [pass, block];
      order = make(pass, block) as typeof order;
    }
    return order;
  };
}

const identity = (length: number) => Uint32Array.from({ length }, (_, i) => i);
