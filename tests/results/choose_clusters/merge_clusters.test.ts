import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { mergeClusters } from "../../../results/choose_clusters/merge_clusters.ts";
import { silhouette } from "../../../search/silhouette.ts";
import { matrix } from "../../../search/matrix.ts";

/** What heads say that put each image into one cluster: `[heads, n, clusters]`. */
function predictions(heads: readonly (readonly number[])[], clusters: number) {
  const samples = heads[0].length;
  const probabilities = new Float32Array(heads.length * samples * clusters);
  heads.forEach((own, head) =>
    own.forEach((cluster, n) => probabilities[(head * samples + n) * clusters + cluster] = 1)
  );
  const rest = { features: new Float32Array(0), featureSize: 0 };
  return { ...rest, samples, probabilities, heads: heads.length, clusters };
}

Deno.test("mergeClusters() joins first what another head mixes, and finds the three kinds there are", () => {
  // Three kinds of 4 images; the first head cuts two of them in half, the second other ones.
  const first = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4, 4];
  const second = [0, 1, 0, 1, 2, 3, 2, 3, 4, 4, 4, 4];
  deepStrictEqual(mergeClusters(predictions([first, second], 5), 0), [
    { from: 5, affinity: 1 },
    { from: 4, affinity: 1 },
    { from: 3, affinity: 0 },
  ]);
});

Deno.test("mergeClusters() leaves empty clusters out and has nothing to say of one head", () => {
  const merges = mergeClusters(predictions([[0, 1, 2, 2], [0, 0, 1, 1]], 6), 0);
  deepStrictEqual(merges, [{ from: 3, affinity: 1 }]);
  deepStrictEqual(mergeClusters(predictions([[0, 1, 2]], 3), 0), []);
});

Deno.test("silhouette() equals the pairwise definition", () => {
  const angles = [0, 0.2, 0.5, 1.4, 1.6, 3];
  const points = angles.map((a) => [Math.cos(a), Math.sin(a)]);
  const assignments = Int32Array.of(0, 0, 0, 1, 1, 2);
  const distance = (i: number, j: number) => 1 - Math.cos(angles[i] - angles[j]);
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const places = [...assignments.keys()];
  const expected = mean(places.map((i) => {
    const own = places.filter((j) => j !== i && assignments[j] === assignments[i]);
    if (own.length === 0) return 0;
    const within = mean(own.map((j) => distance(i, j)));
    const others = [0, 1, 2].filter((c) => c !== assignments[i]);
    const between = Math.min(
      ...others.map((c) =>
        mean(places.filter((j) => assignments[j] === c).map((j) => distance(i, j)))
      ),
    );
    return (between - within) / Math.max(within, between);
  }));
  const value = silhouette(matrix(Float64Array.from(points.flat()), 2), assignments);
  ok(Math.abs(value - expected) < 1e-9, `${value} is not ${expected}`);
  strictEqual(silhouette(matrix(Float64Array.of(1, 0), 2), Int32Array.of(0)), 0);
});
