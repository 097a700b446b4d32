import { TSNE } from "@saehrimnir/druidjs";
import type { Observer } from "../../run/api.ts";
import type { Matrix } from "../../search/matrix.ts";
import { stretch } from "../report/pca_map.ts";

/** Effective number of neighbours, and steps, as van der Maaten and Hinton had them. */
const PERPLEXITY = 30, STEPS = 500;

/**
 * A map by t-SNE (van der Maaten and Hinton 2008) of Euclidean distances; of unit rows those follow
 * the cosine. Every pair of points is looked at in every step. The same points give the same map.
 *
 * @returns `[rows, 2]`, from 0 to 1.
 */
export function tsneMap({ data, rows, columns }: Matrix, observer: Observer): Float32Array {
  if (rows < 4) {
    return new Float32Array(2 * rows).map((_, at) => at % 2 ? 0.5 : (at + 1) / (2 * rows));
  }
  const points = Array.from(
    { length: rows },
    (_, i) => [...data.subarray(i * columns, (i + 1) * columns)],
  );
  const perplexity = Math.min(PERPLEXITY, Math.floor((rows - 1) / 3));
  const steps = new TSNE(points, { perplexity, d: 2, seed: 0 }).generator(STEPS);
  let placed: number[][] = points, done = 0;
  for (const now of steps) {
    placed = now;
    observer.progress("drawing the map", Math.min(++done, STEPS), STEPS);
  }
  return stretch(Float32Array.from(placed.flat()));
}
