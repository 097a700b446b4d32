import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { Stream } from "../../core/random.ts";
import { elasticNetCoefficients } from "../../search/elastic_net.ts";
import { leadingVectors } from "../../search/leading_vectors.ts";
import { matrix } from "../../search/matrix.ts";
import { rowSums, type SparseSymmetric, symmetricOf } from "../../search/sparse.ts";
import { spectralClustering } from "../../search/spectral_clustering.ts";

/** A graph of entries `[row, column, value]`, made symmetric. */
function graphOf(n: number, entries: readonly (readonly [number, number, number])[]) {
  const sorted = entries.toSorted((a, b) => a[0] - b[0]);
  const starts = Int32Array.from(
    { length: n + 1 },
    (_, i) => sorted.filter(([row]) => row < i).length,
  );
  return symmetricOf(starts, sorted.map(([, j]) => j), sorted.map(([, , value]) => value));
}

/** Rings of `size` images each, one after the other, each tied to the next ring by a thread. */
function rings(count: number, size: number, thread: number): SparseSymmetric {
  const entries: [number, number, number][] = [];
  for (let ring = 0; ring < count; ring++) {
    const first = ring * size;
    for (let i = 0; i < size; i++) entries.push([first + i, first + (i + 1) % size, 1]);
    if (thread > 0 && ring + 1 < count) entries.push([first, first + size, thread]);
  }
  return graphOf(count * size, entries);
}

const halves = (clusters: ArrayLike<number>, size: number) =>
  Array.from(
    { length: clusters.length / size },
    (_, ring) => [...new Set(Array.from(clusters).slice(ring * size, (ring + 1) * size))],
  );

Deno.test("symmetricOf() adds up both ways, takes absolute values, and leaves the diagonal out", () => {
  const graph = graphOf(3, [[0, 1, 2], [1, 0, -3], [1, 1, 9], [2, 1, 1]]);
  deepStrictEqual([...graph.starts], [0, 1, 3, 4]);
  deepStrictEqual([...graph.columns], [1, 0, 2, 1]);
  deepStrictEqual([...graph.values], [5, 5, 1, 1]);
  deepStrictEqual([...rowSums(graph)], [5, 6, 1]);
});

Deno.test("spectralClustering() parts what hangs together by a thread, or not at all", async () => {
  for (const thread of [0, 0.01]) {
    const parts = halves(await spectralClustering(rings(4, 12, thread), 4), 12);
    ok(parts.every((found) => found.length === 1), `${thread}: ${parts.join(" | ")}`);
    strictEqual(new Set(parts.flat()).size, 4);
  }
});

Deno.test("spectralClustering() gives an image that nothing is tied to a cluster, and the same again", async () => {
  const { starts, columns, values } = rings(2, 6, 0.01);
  const graph = { n: 13, starts: Int32Array.of(...starts, starts[12]), columns, values };
  const clusters = await spectralClustering(graph, 2);
  ok(clusters.every((c) => c === 0 || c === 1));
  deepStrictEqual(await spectralClustering(graph, 2), clusters);
  await rejects(spectralClustering(graph, 14), RangeError);
});

Deno.test("leadingVectors() spans what a dense decomposition does, eigenvalues that come twice too", () => {
  const random = new Stream(3, "sample"), n = 40;
  const entries = Array.from(
    { length: 160 },
    () => [random.below(n), random.below(n), random.uniform() / 12] as const,
  );
  for (
    const A of [graphOf(n, entries), { ...rings(4, 10, 0), values: new Float64Array(80).fill(0.5) }]
  ) {
    const dense = Matrix.zeros(n, n);
    for (let i = 0; i < n; i++) {
      for (let at = A.starts[i]; at < A.starts[i + 1]; at++) {
        dense.set(i, A.columns[at], A.values[at]);
      }
    }
    const { realEigenvalues } = new EigenvalueDecomposition(dense, { assumeSymmetric: true });
    const largest = realEigenvalues.toSorted((a, b) => b - a).slice(0, 4);
    leadingVectors(A, 4, new Stream(1, "sample")).forEach((vector, i) => {
      const image = dense.mmul(Matrix.columnVector([...vector])).to1DArray();
      const rest = Math.hypot(...image.map((x, row) => x - largest[i] * vector[row]));
      ok(rest < 1e-5, `vector ${i} is off by ${rest}`);
    });
  }
});

Deno.test("elasticNetCoefficients() meets the conditions of its minimum, and zeros where nothing is alike", async () => {
  const random = new Stream(5, "sample"), n = 30, d = 6;
  const raw = Array.from({ length: n }, () => Array.from({ length: d }, () => random.normal()));
  // Two rows that have nothing in common with any other.
  const rows = [...raw.map((row) => [...row, 0]), [0, 0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 0, 0]]
    .map((row) => row.map((x) => x / Math.max(Math.hypot(...row), 1e-12)));
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, x, i) => sum + x * b[i], 0);
  const points = matrix(Float64Array.from(rows.flat()), d + 1);
  for (const tau of [1, 0.9]) {
    const found = await elasticNetCoefficients(points, { gamma: 20, tau, nonZeros: 50 });
    for (let i = 0; i < n; i++) {
      const c = new Float64Array(rows.length), y = rows[i];
      for (let at = found.starts[i]; at < found.starts[i + 1]; at++) {
        c[found.columns[at]] = found.values[at];
      }
      const cosines = rows.map((row, j) => j === i ? 0 : Math.abs(dot(row, y)));
      const alpha = Math.max(...cosines) / (20 * tau);
      const rest = y.map((x, k) => x - rows.reduce((sum, row, j) => sum + c[j] * row[k], 0));
      rows.forEach((row, j) => {
        if (j === i) return strictEqual(c[j], 0);
        const pull = dot(row, rest) / alpha - (1 - tau) * c[j];
        if (c[j] !== 0) {
          ok(Math.abs(pull - tau * Math.sign(c[j])) < 1e-3, `row ${i}, ${j}: ${pull}`);
        } else ok(Math.abs(pull) < tau + 1e-3, `row ${i}, ${j}: ${pull}`);
      });
    }
    deepStrictEqual([...found.starts.slice(-3)], new Array(3).fill(found.values.length));
  }
  const few = await elasticNetCoefficients(points, { gamma: 20, tau: 1, nonZeros: 2 });
  for (let i = 0; i < n; i++) ok(few.starts[i + 1] - few.starts[i] <= 2);
});
