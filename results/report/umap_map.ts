import { UMAP } from "umap-js";
import { Stream } from "../../core/random.ts";
import { nearestNeighbours, type Neighbours } from "../../search/knn.ts";
import { type Matrix, matrix, type Multiply } from "../../search/matrix.ts";
import type { Observer } from "../../run/api.ts";
import { stretch } from "./pca_map.ts";

/** Points UMAP is fitted on, at most. */
const FITTED_ON = 10_000;
/** Fitted neighbours that place each other point. */
const PLACED_BY = 5;

/**
 * A map by UMAP (McInnes, Healy, Melville 2018) of cosine neighbours, fitted on at most 10,000
 * points, evenly spread; each other point lies at the mean of its five nearest fitted ones. The
 * same points give the same map.
 *
 * @param found Neighbours of the points among themselves, used where all points are fitted.
 * @returns `[rows, 2]`, from 0 to 1.
 */
export async function umapMap(
  points: Matrix,
  found: Neighbours,
  multiply: Multiply,
  observer: Observer,
): Promise<Float32Array> {
  const { rows, columns } = points;
  if (rows < 4) {
    return new Float32Array(2 * rows).map((_, at) => at % 2 ? 0.5 : (at + 1) / (2 * rows));
  }
  const count = Math.min(rows, FITTED_ON);
  const fitted = Int32Array.from({ length: count }, (_, i) => Math.floor(i * rows / count));
  const some = count === rows ? points : take(points, fitted);
  const near = count === rows
    ? found
    : await nearestNeighbours(some, some, found.k, { excludeSelf: true, multiply });
  const random = new Stream(0, "sample", 1);
  // UMAP counts a point as its own neighbour, and wants fewer of them than there are points.
  const k = Math.min(near.k, count - 2);
  const umap = new UMAP({ nComponents: 2, nNeighbors: k + 1, random: () => random.uniform() });
  const rowsOf = <T>(one: (query: number, place: number) => T, self: (query: number) => T) =>
    Array.from(
      { length: count },
      (_, i) => [self(i), ...Array.from({ length: k }, (_, place) => one(i, place))],
    );
  umap.setPrecomputedKNN(
    rowsOf((i, place) => near.indices[i * near.k + place], (i) => i),
    rowsOf((i, place) => Math.max(0, 1 - near.similarities[i * near.k + place]), () => 0),
  );
  const epochs = umap.initializeFit(
    Array.from(
      { length: count },
      (_, i) => [...some.data.subarray(i * columns, (i + 1) * columns)],
    ),
  );
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    observer.progress("drawing the map", epoch + 1, epochs);
  }
  const placed = umap.getEmbedding();
  if (count === rows) return stretch(Float32Array.from(placed.flat()));
  const around = await nearestNeighbours(points, some, PLACED_BY, { multiply });
  const map = new Float32Array(2 * rows);
  for (let i = 0; i < rows; i++) {
    for (let place = 0; place < around.k; place++) {
      const at = placed[around.indices[i * around.k + place]];
      map[2 * i] += at[0] / around.k;
      map[2 * i + 1] += at[1] / around.k;
    }
  }
  fitted.forEach((row, i) => map.set(placed[i], 2 * row));
  return stretch(map);
}

function take({ data, columns }: Matrix, some: Int32Array): Matrix {
  const rows = new Float32Array(some.length * columns);
  some.forEach((row, i) =>
    rows.set(data.subarray(row * columns, (row + 1) * columns), i * columns)
  );
  return matrix(rows, columns);
}
