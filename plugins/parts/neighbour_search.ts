import { nearestNeighbours } from "../../search/knn.ts";
import type { ComputeStage } from "../strategy.ts";

/** Finds the k nearest images of each by cosine of `predict`'s features, itself left out. */
export function neighbourSearch(k: number): ComputeStage {
  return {
    name: "neighbours",
    kind: "compute",
    neighbours: k,
    async compute({ features, multiply, progress }) {
      const points = await features();
      const found = await nearestNeighbours(points, points, k, {
        excludeSelf: true,
        multiply,
        onProgress: (done) => progress("searching neighbours", done, points.rows),
      });
      const mean = found.similarities.reduce((a, b) => a + b, 0) / found.similarities.length;
      return {
        neighbours: { k: found.k, indices: found.indices },
        terms: { meanSimilarity: mean },
      };
    },
  };
}
