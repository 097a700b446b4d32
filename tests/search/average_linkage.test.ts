import { deepStrictEqual, ok } from "node:assert/strict";
import { averageLinkage, cutMerges } from "../../search/average_linkage.ts";
import { wardLinkage } from "../../search/ward_linkage.ts";
import { matrix, plainMultiply } from "../../search/matrix.ts";
import { Stream } from "../../core/random.ts";

/** Unit rows, drawn. */
function drawn(n: number, d: number) {
  const random = new Stream(3, "sample", 0), data = new Float32Array(n * d);
  for (let i = 0; i < n; i++) {
    const row = Array.from({ length: d }, () => random.normal());
    const length = Math.hypot(...row);
    row.forEach((x, j) => data[i * d + j] = x / length);
  }
  return matrix(data, d);
}

/** The definition, with every pair looked at for every merge. */
function slowly(distance: (i: number, j: number) => number, n: number) {
  let groups = Array.from({ length: n }, (_, i) => [i]);
  const heights: number[] = [];
  while (groups.length > 1) {
    let best = { height: Infinity, a: 0, b: 0 };
    for (let a = 0; a < groups.length; a++) {
      for (let b = a + 1; b < groups.length; b++) {
        let sum = 0;
        for (const i of groups[a]) for (const j of groups[b]) sum += distance(i, j);
        const height = sum / groups[a].length / groups[b].length;
        if (height < best.height) best = { height, a, b };
      }
    }
    heights.push(best.height);
    const joined = [...groups[best.a], ...groups[best.b]];
    groups = [...groups.filter((_, i) => i !== best.a && i !== best.b), joined];
  }
  return heights;
}

Deno.test("averageLinkage() merges as the definition does, pair by pair", () => {
  const points = drawn(30, 4), dots = plainMultiply(points, points);
  const expected = slowly((i, j) => 1 - dots[i * 30 + j], 30);
  const merges = averageLinkage(points, Float32Array.from(dots));
  merges.forEach(({ height }, i) => ok(Math.abs(height - expected[i]) < 1e-5));
  deepStrictEqual(merges.length, 29);
});

Deno.test("cutMerges() leaves as many groups as asked for, the large one whole", () => {
  const near = (angle: number) => [Math.cos(angle), Math.sin(angle)];
  const rows = [0, 0.02, 0.03, 0.05, 0.06, 1.5, 3].flatMap(near);
  const points = matrix(Float32Array.from(rows), 2);
  const merges = averageLinkage(points, Float32Array.from(plainMultiply(points, points)));
  deepStrictEqual([...cutMerges(merges, 3)], [0, 0, 0, 0, 0, 1, 2]);
  deepStrictEqual([...cutMerges(merges, 7)], [0, 1, 2, 3, 4, 5, 6]);
});

Deno.test("wardLinkage() merges what raises the squared distances to the mean least, by twice as much", () => {
  const points = drawn(20, 4), at = (i: number, d: number) => points.data[i * 4 + d];
  const merges = wardLinkage(points, Float32Array.from(plainMultiply(points, points)));
  const within = (group: readonly number[]) =>
    [0, 1, 2, 3].reduce((sum, d) => {
      const mean = group.reduce((total, i) => total + at(i, d), 0) / group.length;
      return sum + group.reduce((total, i) => total + (at(i, d) - mean) ** 2, 0);
    }, 0);
  let groups = Array.from({ length: 20 }, (_, i) => [i]);
  for (const { height } of merges) {
    const pairs = groups.flatMap((a, i) => groups.slice(i + 1).map((b) => [a, b]));
    const cost = ([a, b]: number[][]) => within([...a, ...b]) - within(a) - within(b);
    const [a, b] = pairs.reduce((x, y) => cost(y) < cost(x) ? y : x);
    ok(Math.abs(height - 2 * cost([a, b])) < 1e-4);
    groups = [...groups.filter((group) => group !== a && group !== b), [...a, ...b]];
  }
});
