import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { Stream } from "../../core/random.ts";
import { digits } from "../../datasets/digits/digits.ts";
import { score } from "../../metrics/score.ts";
import { ranksInTurn } from "../core/ranks_in_turn.ts";
import { kMeans, type Matrix, matrix, plainMultiply } from "../../search/mod.ts";

/** `size` points around each of some centres on a line of planes. */
function blobs(centroids: number, size: number, spread: number): Matrix {
  const random = new Stream(1, "sample");
  return matrix(
    Float32Array.from(
      { length: centroids * size * 2 },
      (_, at) => 10 * Math.floor(at / 2 / size) + spread * random.normal(),
    ),
    2,
  );
}

Deno.test("kMeans() on the digits' pixels is as good as scikit-learn's, about 0.79", async () => {
  await using set = await digits.open({ root: "", split: "train", options: {} });
  const pixels = new Uint8Array(set.length * 64);
  await set.read(Uint32Array.from({ length: set.length }, (_, i) => i), pixels);
  const points = matrix(Float32Array.from(pixels, (byte) => byte / 255), 64);
  const { assignments, inertia } = await kMeans(points, 10, { starts: 5 });
  const { acc, nmi } = score((await set.labels())!, assignments);
  ok(acc > 0.77 && acc < 0.82, `ACC is ${acc}`);
  ok(nmi > 0.72, `NMI is ${nmi}`);
  // Ten starts of scikit-learn on the same pixels end between 4544.67 and 4545.03.
  ok(inertia < 4546, `inertia is ${inertia}`);
});

Deno.test("kMeans() finds blobs, and their means as centres", async () => {
  const { assignments, centroids, inertia } = await kMeans(blobs(4, 30, 0.5), 4);
  for (let blob = 0; blob < 4; blob++) {
    const own = assignments.slice(blob * 30, (blob + 1) * 30);
    strictEqual(new Set(own).size, 1);
    ok(Math.abs(centroids.data[own[0] * 2] - 10 * blob) < 0.5);
  }
  ok(inertia < 2 * 120 * 0.5 ** 2 * 1.5);
});

Deno.test("kMeans() gives the same result for the same seed, and another for another", async () => {
  const points = blobs(1, 200, 5);
  const run = (seed: number) => kMeans(points, 7, { seed, starts: 1 });
  deepStrictEqual(await run(3), await run(3));
  ok((await run(3)).inertia !== (await run(4)).inertia);
});

Deno.test("kMeans() of several ranks is that of one, also of more ranks than starts", async () => {
  const points = blobs(3, 20, 5), alone = await kMeans(points, 4, { starts: 3 });
  for (const size of [2, 4]) {
    const found = await ranksInTurn(size, (group) => {
      const multiply = Object.assign(plainMultiply.bind(undefined), { group });
      return kMeans(points, 4, { starts: 3, multiply });
    });
    for (const one of found) deepStrictEqual(one, alone);
  }
});

Deno.test("kMeans() never leaves a point to a farther centre, and sums what it says", async () => {
  const rows = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 8, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 4 }), async (numbers, clusters) => {
      const points = matrix(Float32Array.from(numbers.slice(0, numbers.length & ~1)), 2);
      const { assignments, centroids, inertia } = await kMeans(points, clusters, { starts: 2 });
      const distance = (i: number, c: number) =>
        (points.data[2 * i] - centroids.data[2 * c]) ** 2 +
        (points.data[2 * i + 1] - centroids.data[2 * c + 1]) ** 2;
      let sum = 0;
      assignments.forEach((own, i) => {
        sum += distance(i, own);
        for (let c = 0; c < clusters; c++) ok(distance(i, own) <= distance(i, c) + 1e-4);
      });
      ok(Math.abs(sum - inertia) < 1e-3);
    }),
    { numRuns: 50 },
  );
});

Deno.test("kMeans() where all images are equal has inertia 0 and finite centres", async () => {
  const { inertia, centroids } = await kMeans(matrix(new Float32Array(12).fill(3), 2), 3);
  strictEqual(inertia, 0);
  ok(centroids.data.every((x) => x === 3));
});

Deno.test("kMeans() gives an empty cluster the farthest point", async () => {
  // The product says that all is near the first centre, once: the others lose their points.
  let calls = 0;
  const points = matrix(Float32Array.of(0, 1, 2, 30), 1);
  const { assignments, inertia } = await kMeans(points, 2, {
    starts: 1,
    multiply: (a, b) => {
      const products = plainMultiply(a, b);
      // The first two calls plant the centres; the third is the first assignment.
      return ++calls === 3 ? products.map((_, at) => at % b.rows === 0 ? 1e6 : 0) : products;
    },
  });
  strictEqual(assignments.filter((c) => c === assignments[3]).length, 1);
  strictEqual(inertia, 2);
});

Deno.test("kMeans() of one cluster is the mean", async () => {
  const { centroids, iterations } = await kMeans(matrix(Float32Array.of(1, 2, 6), 1), 1);
  ok(Math.abs(centroids.data[0] - 3) < 1e-6);
  ok(iterations >= 1);
});

Deno.test("kMeans() refuses more clusters than points", async () => {
  await rejects(kMeans(matrix(Float32Array.of(1), 1), 2), RangeError);
});
