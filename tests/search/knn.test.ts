import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { Stream } from "../../core/random.ts";
import {
  type Matrix,
  matrix,
  nearestNeighbours,
  neighbourAccuracy,
  neighbourVote,
  plainMultiply,
} from "../../search/mod.ts";
import { nearDuplicates } from "../../search/near_duplicates.ts";
import { modularity } from "../../search/modularity.ts";
import { ranksInTurn } from "../core/ranks_in_turn.ts";
import { strays } from "../../search/strays.ts";

/** Rows of small whole numbers, so that ties are common. */
const points = fc.array(
  fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 3, maxLength: 3 }),
  { minLength: 1, maxLength: 12 },
);

function toMatrix(rows: number[][]): Matrix {
  return matrix(Float32Array.from(rows.flat()), 3);
}

/** Every candidate sorted by cosine, then by index. */
function sorted(queries: number[][], database: number[][], k: number, excludeSelf: boolean) {
  const length = (row: number[]) => Math.max(Math.hypot(...row), 1e-12);
  return queries.map((query, i) =>
    database.map((row, j) => ({
      j,
      cosine: row.reduce((sum, x, c) => sum + x * query[c], 0) / length(row) / length(query),
    }))
      .filter(({ j }) => !(excludeSelf && j === i))
      .sort((a, b) => Math.abs(a.cosine - b.cosine) < 1e-9 ? a.j - b.j : b.cosine - a.cosine)
      .slice(0, k)
  );
}

Deno.test("nearestNeighbours() equals sorting all cosines, ties by the lower index", async () => {
  await fc.assert(fc.asyncProperty(
    points,
    points,
    fc.integer({ min: 1, max: 14 }),
    async (queries, database, k) => {
      const found = await nearestNeighbours(toMatrix(queries), toMatrix(database), k);
      const expected = sorted(queries, database, k, false).flat();
      deepStrictEqual([...found.indices], expected.map(({ j }) => j));
      expected.forEach(({ cosine }, at) => ok(Math.abs(cosine - found.similarities[at]) < 1e-9));
    },
  ));
});

Deno.test("nearestNeighbours() leaves the query itself out, but not its double", async () => {
  await fc.assert(fc.asyncProperty(points, async (rows) => {
    const doubled = [...rows, ...rows];
    const found = await nearestNeighbours(toMatrix(doubled), toMatrix(doubled), 5, {
      excludeSelf: true,
    });
    deepStrictEqual([...found.indices], sorted(doubled, doubled, 5, true).flat().map(({ j }) => j));
  }));
});

Deno.test("nearestNeighbours() gives the same answer with a product of float32 sums", async () => {
  const random = new Stream(0, "sample");
  const rows = matrix(Float32Array.from({ length: 600 * 32 }, () => random.normal()), 32);
  // Every tenth row again, so that ties are decided.
  for (let row = 10; row < 600; row += 10) rows.data.copyWithin(row * 32, 0, 32);
  const coarse = (a: Matrix, b: Matrix) => {
    const out = new Float32Array(a.rows * b.rows);
    for (let i = 0; i < a.rows; i++) {
      for (let j = 0; j < b.rows; j++) {
        let sum = 0;
        for (let c = 31; c >= 0; c--) {
          sum = Math.fround(sum + Math.fround(a.data[i * 32 + c] * b.data[j * 32 + c]));
        }
        out[i * b.rows + j] = sum;
      }
    }
    return Promise.resolve(out);
  };
  const plain = await nearestNeighbours(rows, rows, 20, { excludeSelf: true });
  const other = await nearestNeighbours(rows, rows, 20, { excludeSelf: true, multiply: coarse });
  deepStrictEqual(other, plain);
  deepStrictEqual([...plain.indices.slice(0, 3)], [10, 20, 30]);
});

Deno.test("nearestNeighbours() gives the same answer in blocks of any size", async () => {
  const random = new Stream(1, "sample");
  const rows = matrix(Float32Array.from({ length: 50 * 4 }, () => random.normal()), 4);
  const whole = await nearestNeighbours(rows, rows, 5, { excludeSelf: true });
  for (const blockSize of [1, 30, 120, 500]) {
    const options = { excludeSelf: true, blockSize };
    deepStrictEqual(await nearestNeighbours(rows, rows, 5, options), whole);
  }
});

Deno.test("nearestNeighbours() of images that are all alike falls back on the lower index", async () => {
  const rows = matrix(new Float32Array(3 * 500).fill(0.3), 3);
  for (const queries of [rows, matrix(rows.data.slice(), 3)]) {
    const { indices } = await nearestNeighbours(queries, rows, 3, {
      excludeSelf: true,
      blockSize: 64,
    });
    deepStrictEqual([...indices.slice(0, 6)], [1, 2, 3, 0, 2, 3]);
    deepStrictEqual([...indices.slice(-3)], [0, 1, 2]);
  }
});

Deno.test("nearestNeighbours() multiplies a set with itself as it does with a copy", async () => {
  const random = new Stream(2, "sample");
  const rows = matrix(Float32Array.from({ length: 700 * 5 }, () => random.normal()), 5);
  const copy = matrix(rows.data.slice(), 5);
  for (const excludeSelf of [true, false]) {
    const options = { excludeSelf, blockSize: 200 };
    deepStrictEqual(
      await nearestNeighbours(rows, rows, 9, options),
      await nearestNeighbours(copy, rows, 9, options),
    );
  }
});

Deno.test("nearestNeighbours() of several ranks is that of one, whichever pairs each has met", async () => {
  const random = new Stream(3, "sample");
  const rows = matrix(Float32Array.from({ length: 90 * 3 }, () => random.normal()), 3);
  for (let row = 10; row < 90; row += 10) rows.data.copyWithin(row * 3, 0, 3);
  const alike = matrix(new Float32Array(90 * 3).fill(0.3), 3);
  const some = matrix(rows.data.slice(0, 7 * 3), 3);
  for (
    const [queries, database, excludeSelf] of [
      ...[[rows, rows, true], [rows, rows, false], [some, rows, false], [alike, alike, true]],
    ] as const
  ) {
    const options = { excludeSelf, blockSize: 20 };
    const alone = await nearestNeighbours(queries, database, 4, options);
    for (const size of [2, 8]) {
      const found = await ranksInTurn(size, (group) => {
        const multiply = Object.assign(plainMultiply.bind(undefined), { group });
        return nearestNeighbours(queries, database, 4, { ...options, multiply });
      });
      for (const one of found) deepStrictEqual(one, alone);
    }
  }
});

Deno.test("nearestNeighbours() leaves no query out of a database of other images", async () => {
  const one = matrix(Float32Array.of(1, 2), 2), two = matrix(Float32Array.of(1, 2, 3, 4), 2);
  await rejects(nearestNeighbours(one, two, 1, { excludeSelf: true }), RangeError);
});

Deno.test("nearestNeighbours() of a single image finds nobody", async () => {
  const one = matrix(Float32Array.of(1, 2), 2);
  const found = await nearestNeighbours(one, one, 3, { excludeSelf: true });
  deepStrictEqual([found.k, found.indices.length], [0, 0]);
});

Deno.test("nearestNeighbours() refuses NaN, and names the image", async () => {
  const rows = matrix(Float32Array.of(1, 2, NaN, 1), 2);
  await rejects(nearestNeighbours(rows, rows, 1), { code: "NOT_FINITE", message: /image 1/ });
});

Deno.test("plainMultiply() gives all pairs of rows, whatever is left of four", () => {
  const a = matrix(Float32Array.of(1, 2, 3, 4), 2);
  const b = matrix(Float32Array.from({ length: 10 }, (_, i) => i), 2);
  deepStrictEqual([...plainMultiply(a, b)], [2, 8, 14, 20, 26, 4, 18, 32, 46, 60]);
});

Deno.test("neighbourVote() weighs near neighbours more than many far ones", () => {
  const neighbours = {
    queries: 1,
    k: 3,
    indices: Int32Array.of(0, 1, 2),
    similarities: Float64Array.of(0.9, 0.5, 0.5),
  };
  const { votes, predictions } = neighbourVote(neighbours, [1, 0, 0], 2);
  deepStrictEqual([...predictions], [1]);
  ok(Math.abs(votes[0] - 2 * Math.exp(5)) < 1e-9 && Math.abs(votes[1] - Math.exp(9)) < 1e-9);
});

Deno.test("neighbourAccuracy() is the share of neighbours of the same class", () => {
  const neighbours = {
    queries: 2,
    k: 2,
    indices: Int32Array.of(1, 2, 0, 2),
    similarities: new Float64Array(4),
  };
  strictEqual(neighbourAccuracy(neighbours, [0, 0, 1]), 0.5);
});

Deno.test("rows that are nearly the same form groups, by chains; what is far from all is a stray", async () => {
  // Clouds around three directions; row 30 is row 0 moved a little, 31 is 30 moved a little, 32 is alone.
  const random = new Stream(5, "sample", 0), rows: number[][] = [];
  const moved = (row: readonly number[], by: number) => row.map((x) => x + by * random.normal());
  for (let i = 0; i < 30; i++) rows.push(moved([0, 1, 2].map((d) => d === i % 3 ? 3 : 0), 0.4));
  rows.push(moved(rows[0], 0.004));
  rows.push(moved(rows[30], 0.004), [-3, -3, 0.5]);
  const all = toMatrix(rows), near = await nearestNeighbours(all, all, 5, { excludeSelf: true });
  const [group, ...others] = nearDuplicates(near, 0.002);
  deepStrictEqual([group.rows, others], [[0, 30, 31], []]);
  ok(group.cosines.every((cosine) => cosine > 0.99999));
  const { strays: found, usual } = strays(near, 3);
  deepStrictEqual(found.map(({ row }) => row), [32]);
  ok(usual > 0.9 && found[0].nearness < 0.5);
  deepStrictEqual(nearDuplicates({ ...near, queries: 0 }, 0.1), []);
  deepStrictEqual(strays({ ...near, k: 0 }, 1), { strays: [], usual: 1 });
});

Deno.test("rows that are the same are one group, whatever rounding leaves of them", async () => {
  const same = toMatrix(Array.from({ length: 7 }, () => [0.1, 0.7, 0.3]));
  const near = await nearestNeighbours(same, same, 3, { excludeSelf: true });
  deepStrictEqual(nearDuplicates(near, 0.15).map(({ rows }) => rows.length >= 4), [true]);
});

Deno.test("modularity() is the share of edges within groups less that by chance", async () => {
  // Two clouds of four: each row's three nearest are the others of its cloud.
  const rows = Array.from({ length: 8 }, (_, i) => i < 4 ? [1, 0, i / 50] : [0, 1, i / 50]);
  const all = toMatrix(rows), near = await nearestNeighbours(all, all, 3, { excludeSelf: true });
  const of = (...groups: number[]) => modularity(near, 3, Int32Array.from(groups));
  strictEqual(of(0, 0, 0, 0, 1, 1, 1, 1), 1 - 2 * 0.25);
  strictEqual(of(0, 0, 0, 0, 0, 0, 0, 0), 0);
  // Every edge leaves its group.
  ok(of(0, 1, 2, 3, 0, 1, 2, 3) < 0);
  strictEqual(modularity({ ...near, queries: 0 }, 3, new Int32Array(0)), 0);
});
