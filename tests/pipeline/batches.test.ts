import { deepStrictEqual, notDeepStrictEqual, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { batchesOf, type BatchOptions, paddedBatches, passesIn } from "@crlc/crlc/pipeline";

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
