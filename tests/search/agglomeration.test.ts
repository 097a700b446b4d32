import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { Stream } from "../../core/random.ts";
import {
  agglomerate,
  directedAffinities,
  euclideanNeighbours,
  firstNeighbourGroups,
  matrix,
  neighbourGraph,
  plainMultiply,
  symmetricAffinities,
} from "../../search/mod.ts";
import { ranksInTurn } from "../core/ranks_in_turn.ts";

const random = new Stream(7, "sample", 0);
const points = matrix(Float64Array.from({ length: 90 * 3 }, () => random.normal()), 3);

Deno.test("euclideanNeighbours() finds what looking at every pair finds, nearest first", async () => {
  const { data, rows } = points;
  const { indices, squares } = await euclideanNeighbours(points, 4);
  for (let i = 0; i < rows; i++) {
    const square = (j: number) =>
      [0, 1, 2].reduce((sum, c) => sum + (data[3 * i + c] - data[3 * j + c]) ** 2, 0);
    const all = Array.from({ length: rows }, (_, j) => j).filter((j) => j !== i)
      .sort((a, b) => square(a) - square(b));
    deepStrictEqual([...indices.subarray(4 * i, 4 * i + 4)], all.slice(0, 4));
    strictEqual(squares[4 * i], square(all[0]));
  }
  const shared = await ranksInTurn(4, (group) => {
    const multiply = Object.assign(plainMultiply.bind(undefined), { group });
    return euclideanNeighbours(points, 4, { multiply });
  });
  for (const one of shared) deepStrictEqual(one, { k: 4, indices, squares });
});

Deno.test("euclideanNeighbours() gives fewer where there are fewer rows, and takes equal ones", async () => {
  const same = await euclideanNeighbours(matrix(new Float32Array(6), 2), 5);
  deepStrictEqual([...same.indices], [1, 2, 0, 2, 0, 1]);
  deepStrictEqual([...neighbourGraph(same.k, same.indices, same.squares).weights], [
    ...new Array(6).fill(1),
  ]);
});

Deno.test("agglomerate() merges as counting every affinity anew after each merge would", async () => {
  const { k, indices, squares } = await euclideanNeighbours(points, 6);
  const graph = neighbourGraph(k, indices, squares);
  const first = Array.from({ length: graph.images }, (_, i) => indices[i * k]);
  const groups = firstNeighbourGroups(first);
  const plain = groups.map((group) => [...group]);
  const { merges, clusters } = agglomerate(graph, groups, { merges: 1000, criterion: "largest" });
  for (const { a, b } of merges) {
    const clusterOf = first.map((_, i) => plain.findIndex((group) => group.includes(i)));
    const sizes = plain.map(({ length }) => length), n = plain.length;
    const affinities = symmetricAffinities(directedAffinities(graph, clusterOf, n), sizes);
    const best = affinities.reduce((top, x, at) => x > affinities[top] + 1e-12 ? at : top, 0);
    if (affinities[best] > 0) deepStrictEqual([Math.floor(best / n), best % n], [a, b]);
    plain[a].push(...plain.splice(b, 1)[0]);
  }
  strictEqual(clusters.length, 1);
  strictEqual(clusters[0].length, graph.images);
});
