import { deepStrictEqual, notDeepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import {
  batchesOf,
  type BatchOptions,
  imagesOfBlock,
  paddedBatches,
  passesIn,
  stepsInEpoch,
} from "@crlc/crlc/pipeline";

function steps(
  options: BatchOptions,
  from: number,
  to: number,
): { indices: number[]; passes: number[] } {
  const batches = batchesOf(options), all = { indices: [] as number[], passes: [] as number[] };
  for (let step = from; step < to; step++) {
    const indices = new Int32Array(options.batchSize), passes = new Int32Array(options.batchSize);
    batches.fill(step, indices, passes);
    all.indices.push(...indices);
    all.passes.push(...passes);
  }
  return all;
}

const drop: BatchOptions = { length: 10, batchSize: 3, batching: "drop", seed: 0 };
const carry: BatchOptions = { ...drop, batching: "carry" };
const increasing = (values: number[]) => values.toSorted((a, b) => a - b);
const everyImage = Array.from({ length: 10 }, (_, i) => i);

Deno.test('batchesOf() with "drop" shows no image twice in an epoch, and drops another remainder each time', () => {
  const seen = [0, 1, 2, 3].map((epoch) => steps(drop, 3 * epoch, 3 * epoch + 3));
  for (const [epoch, { indices, passes }] of seen.entries()) {
    strictEqual(new Set(indices).size, 9);
    deepStrictEqual(new Set(passes), new Set([epoch]));
  }
  notDeepStrictEqual(seen[0].indices, seen[1].indices);
});

Deno.test('batchesOf() with "drop" shows every image once where the batches divide the images', () => {
  deepStrictEqual(increasing(steps({ ...drop, batchSize: 5 }, 0, 2).indices), everyImage);
  deepStrictEqual(increasing(steps({ ...drop, batchSize: 10 }, 4, 5).indices), everyImage);
});

Deno.test('batchesOf() with "carry" wastes nothing: permutations follow each other without a gap', () => {
  const { indices, passes } = steps(carry, 0, 20);
  for (let pass = 0; pass < 6; pass++) {
    deepStrictEqual(increasing(indices.slice(10 * pass, 10 * pass + 10)), everyImage);
    deepStrictEqual(passes.slice(10 * pass, 10 * pass + 10), Array(10).fill(pass));
  }
  strictEqual(batchesOf(carry).stepsPerEpoch, 3);
});

for (const options of [drop, carry]) {
  Deno.test(`batchesOf() with "${options.batching}" finds any step at once as if it had gone through all`, () => {
    fc.assert(fc.property(fc.nat(60), fc.integer({ min: 1, max: 10 }), (step, batchSize) => {
      const made = { ...options, batchSize }, all = steps(made, 0, step + 1);
      const one = steps(made, step, step + 1);
      deepStrictEqual(one.indices, all.indices.slice(-batchSize));
      deepStrictEqual(one.passes, all.passes.slice(-batchSize));
    }));
  });

  Deno.test(`batchesOf() with "${options.batching}" depends on the seed`, () => {
    notDeepStrictEqual(steps(options, 0, 3), steps({ ...options, seed: 1 }, 0, 3));
  });

  Deno.test(`batchesOf() with "${options.batching}" goes on from another stage's passes`, () => {
    const whole = { ...options, batchSize: 5 };
    deepStrictEqual(steps({ ...whole, firstPass: 3 }, 0, 4), steps(whole, 6, 10));
  });
}

Deno.test('batchesOf() "in-order" goes through the images as they lie, without a gap', () => {
  const { indices, passes } = steps({ ...drop, batching: "in-order" }, 0, 10);
  deepStrictEqual(indices, [...everyImage, ...everyImage, ...everyImage]);
  deepStrictEqual(passes, [0, 1, 2].flatMap((pass) => Array(10).fill(pass)));
});

const inBlocks: BatchOptions = {
  ...{ length: 11, batchSize: 2, batching: "drop", seed: 4, firstPass: 3 },
  blocks: { size: 5, passes: 2, repeats: 3 },
};

Deno.test("batchesOf() in blocks goes through one several times, each batch several times, then the next", () => {
  // Two blocks of five, each twice two batches, each batch three times.
  strictEqual(batchesOf(inBlocks).stepsPerEpoch, 24);
  strictEqual(stepsInEpoch(inBlocks), 24);
  for (const [epoch, block] of [[0, 0], [0, 1], [1, 0], [1, 1]]) {
    const first = 24 * epoch + 12 * block, members = imagesOfBlock(inBlocks, first);
    const seen = Array.from({ length: 12 }, (_, i) => steps(inBlocks, first + i, first + i + 1));
    for (const [i, { indices, passes }] of seen.entries()) {
      deepStrictEqual(imagesOfBlock(inBlocks, first + i), members);
      ok(indices.every((image) => members.includes(image)));
      deepStrictEqual(indices, seen[i - i % 3].indices);
      // Another number each time, so that an image is augmented anew.
      const pass = 3 + 6 * epoch + 3 * Math.floor(i / 6) + i % 3;
      deepStrictEqual(passes, [pass, pass]);
    }
    for (const half of [0, 6]) {
      strictEqual(new Set([...seen[half].indices, ...seen[half + 3].indices]).size, 4);
    }
  }
  const [a, b] = [0, 12].map((step) => [...imagesOfBlock(inBlocks, step)]);
  strictEqual(new Set([...a, ...b]).size, 10);
  strictEqual(passesIn(inBlocks, 48), 12);
});

Deno.test("batchesOf() makes one block of all images where there are fewer than it may hold", () => {
  const one = { ...inBlocks, blocks: { size: 1000, passes: 1 } };
  strictEqual(batchesOf(one).stepsPerEpoch, 5);
  strictEqual(new Set(steps(one, 0, 5).indices).size, 10);
});

for (const batchSize of [0, 11, 2.5, NaN]) {
  Deno.test(`batchesOf() refuses batches of ${batchSize} of 10 images`, () => {
    throws(() => batchesOf({ ...drop, batchSize }), RangeError);
  });
}

for (const step of [-1, 0.5, NaN]) {
  Deno.test(`batchesOf() refuses step ${step}`, () => {
    throws(() => batchesOf(drop).fill(step, new Int32Array(3), new Int32Array(3)), RangeError);
  });
}

Deno.test("paddedBatches() shows every image once and fills up the last batch", () => {
  fc.assert(fc.property(fc.nat(50), fc.integer({ min: 1, max: 12 }), (length, batchSize) => {
    const seen: number[] = [];
    for (const { indices, count } of paddedBatches(length, batchSize)) {
      strictEqual(indices.length, batchSize);
      seen.push(...indices.subarray(0, count));
      for (const index of indices) strictEqual(index < length, true);
    }
    deepStrictEqual(seen, Array.from({ length }, (_, i) => i));
  }));
});

Deno.test("paddedBatches() refuses batches of no image", () => {
  throws(() => [...paddedBatches(5, 0)], RangeError);
});

Deno.test("passesIn() counts the permutations a stage has begun, so that the next one begins after them", () => {
  for (const batching of ["drop", "carry"] as const) {
    const stage = { length: 10, batchSize: 4, batching, seed: 3 };
    for (let steps = 1; steps < 9; steps++) {
      const passes = new Uint32Array(4);
      batchesOf(stage).fill(steps - 1, new Uint32Array(4), passes);
      strictEqual(passesIn(stage, steps), passes[3] + 1);
    }
  }
});
