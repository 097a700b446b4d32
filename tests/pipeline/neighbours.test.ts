import { deepStrictEqual, notDeepStrictEqual, ok, throws } from "node:assert/strict";
import { batchesOf, drawNeighbours, openLoader } from "@crlc/crlc/pipeline";
import { memoryDataset } from "./memory_dataset.ts";

const images = Uint32Array.from({ length: 400 }, (_, i) => i % 4);
const passes = Uint32Array.from({ length: 400 }, (_, i) => i >> 2);
// Image n has neighbours 10 n to 10 n + 4.
const table = { k: 5, ids: Int32Array.from({ length: 20 }, (_, i) => 10 * (i / 5 | 0) + i % 5) };

Deno.test("drawNeighbours() draws every neighbour of an image about as often, and none of another's", () => {
  const counts = new Map<number, number>();
  for (const id of drawNeighbours(table, images, passes, 1, 0)) {
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  deepStrictEqual([...counts.keys()].sort((a, b) => a - b), [...table.ids]);
  // 100 draws of 5 for each image: 20 expected, and four deviations are 16.
  for (const count of counts.values()) ok(Math.abs(count - 20) <= 16);
});

Deno.test("drawNeighbours() draws the image itself as often as a neighbour where it is asked to", () => {
  const many = Uint32Array.from({ length: 3000 }, (_, i) => i);
  const drawn = drawNeighbours(
    { k: 2, ids: [1, 2, 0, 2, 0, 1] },
    many.map(() => 0),
    many,
    1,
    0,
    true,
  );
  const counts = [0, 1, 2].map((id) => drawn.filter((other) => other === id).length);
  for (const count of counts) ok(Math.abs(count - 1000) < 100, `${counts}`);
});

Deno.test("drawNeighbours() draws anew for another view and another seed, and the same again", () => {
  const drawn = drawNeighbours(table, images, passes, 1, 0);
  deepStrictEqual(drawNeighbours(table, images, passes, 1, 0), drawn);
  notDeepStrictEqual(drawNeighbours(table, images, passes, 0, 0), drawn);
  notDeepStrictEqual(drawNeighbours(table, images, passes, 1, 9), drawn);
});

/** Each image's neighbours are the two after it. */
const next = { k: 2, ids: Array.from({ length: 40 }, (_, i) => ((i >> 1) + 1 + i % 2) % 20) };

function options(workers: number) {
  return {
    dataset: memoryDataset({ length: 20 }),
    batches: batchesOf({ length: 20, batchSize: 6, batching: "carry", seed: 5 }),
    output: { height: 8, width: 8 },
    views: [{ augmentation: [] }, { from: "neighbour", augmentation: [] }] as const,
    neighbours: next,
    normalise: null,
    seed: 5,
    workers,
  };
}

for (const workers of [0, 2]) {
  Deno.test(`openLoader() with ${workers} workers makes views of the drawn neighbours`, async () => {
    const { dataset, batches, seed } = options(0);
    await using loader = openLoader(options(workers));
    for (const step of [0, 1, 5]) {
      const { indices, views } = await loader.batch(step);
      const passes = new Uint32Array(6), own = new Uint8Array(6 * 192), other = own.slice();
      batches.fill(step, new Uint32Array(6), passes);
      await dataset.read(new Uint32Array(indices), own);
      await dataset.read(drawNeighbours(next, indices, passes, 1, seed), other);
      deepStrictEqual(views.map((view) => Uint8Array.from(view, (x) => Math.round(x * 255))), [
        own,
        other,
      ]);
    }
  });
}

Deno.test("openLoader() refuses views of neighbours without a table", () => {
  throws(() => openLoader({ ...options(0), neighbours: undefined }), TypeError);
});

for (
  const [name, neighbours] of Object.entries({
    "too short": { k: 2, ids: next.ids.slice(2) },
    "without neighbours": { k: 0, ids: [] },
    "with an image that does not exist": { k: 1, ids: Array(20).fill(20) },
    "with half an image": { k: 1, ids: Array(20).fill(0.5) },
  })
) {
  Deno.test(`openLoader() refuses a table of neighbours ${name}`, () => {
    throws(() => openLoader({ ...options(0), neighbours }), RangeError);
  });
}
