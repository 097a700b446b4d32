import * as v from "valibot";
import {
  agglomerate,
  directedAffinities,
  euclideanNeighbours,
  firstNeighbourGroups,
  matrix,
  type NeighbourGraph,
  neighbourGraph,
  symmetricAffinities,
} from "../../search/mod.ts";
import type { CaseKind, Comparison } from "./case.ts";

const rows = v.array(v.array(v.number()));

const agglomerationRun = v.strictObject({
  criterion: v.picklist(["largest", "contrast"]),
  K_c: v.number(),
  fast: v.boolean(),
  steps: v.number(),
  log: v.array(v.strictObject({
    merge: v.tuple([v.number(), v.number()]),
    members: v.tuple([v.array(v.number()), v.array(v.number())]),
    value: v.number(),
  })),
  final: rows,
});

const agglomerationCase = v.strictObject({
  name: v.string(),
  points: rows,
  k: v.number(),
  neighbours: rows,
  sigma_squared: v.number(),
  affinity: rows,
  initial: rows,
  directed: rows,
  symmetric: rows,
  runs: v.array(agglomerationRun),
});

/** JULE's graph of neighbours, its first clusters, their affinities, and how they merge. */
export const agglomeration: CaseKind = {
  group: "agglomeration",
  async compare(raw, { float64: tolerance }): Promise<Comparison[]> {
    const golden = v.parse(agglomerationCase, raw), { points, initial, k } = golden;
    const found = await euclideanNeighbours(
      matrix(Float64Array.from(points.flat()), points[0].length),
      k,
    );
    const graph = neighbourGraph(found.k, found.indices, found.squares);
    const nearest = points.map((_, i) => graph.indices[i * graph.k]);
    const groups = firstNeighbourGroups(nearest), n = groups.length;
    const clusterOf = points.map((_, i) => groups.findIndex((group) => group.includes(i)));
    const directed = directedAffinities(graph, clusterOf, n);
    const symmetric = symmetricAffinities(directed, groups.map(({ length }) => length));
    return [
      { what: "neighbours", got: cut(graph.indices, k), expected: golden.neighbours, tolerance: 0 },
      { what: "sigma^2", got: graph.variance, expected: golden.sigma_squared, tolerance },
      { what: "affinity", got: dense(graph), expected: golden.affinity, tolerance },
      { what: "initial", got: listed(groups), expected: listed(initial), tolerance: 0 },
      { what: "directed", got: cut(directed, n), expected: golden.directed, tolerance },
      { what: "symmetric", got: cut(symmetric, n), expected: golden.symmetric, tolerance },
      ...golden.runs.flatMap((run) => compareRun(graph, groups, run, tolerance)),
    ];
  },
};

function compareRun(
  graph: NeighbourGraph,
  groups: readonly (readonly number[])[],
  { criterion, K_c, fast, steps, log, final }: v.InferOutput<typeof agglomerationRun>,
  tolerance: number,
): Comparison[] {
  const options = { merges: steps, criterion, candidates: K_c, fast };
  const { merges, clusters } = agglomerate(graph, groups, options);
  const what = (part: string) => `${part} of ${criterion}${fast ? ", fast" : ""}`;
  return [
    {
      what: what("merges"),
      got: merges.map(({ a, b }) => [a, b]),
      expected: log.map(({ merge }) => merge),
      tolerance: 0,
    },
    {
      what: what("values"),
      got: merges.map(({ value }) => value),
      expected: log.map(({ value }) => value),
      tolerance,
    },
    { what: what("clusters"), got: listed(clusters), expected: listed(final), tolerance: 0 },
  ];
}

/** Clusters of unlike sizes as one list: each image's cluster, by its place. */
function listed(clusters: readonly (readonly number[])[]): number[] {
  return clusters.flatMap((cluster, at) => cluster.flatMap((image) => [at, image]));
}

function dense({ images, k, indices, weights }: NeighbourGraph): number[][] {
  const table = Array.from({ length: images }, () => new Array<number>(images).fill(0));
  indices.forEach((j, at) => table[Math.floor(at / k)][j] = weights[at]);
  return table;
}

/** Cuts numbers into rows of one length. */
function cut(numbers: ArrayLike<number>, width: number): number[][] {
  const all = Array.from(numbers);
  return Array.from(
    { length: all.length / width },
    (_, i) => all.slice(i * width, (i + 1) * width),
  );
}
