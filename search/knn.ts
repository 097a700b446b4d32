import { CrlcError } from "../core/errors.ts";
import { type Matrix, type Multiply, plainMultiply, rowsOf } from "./matrix.ts";

/** The nearest neighbours of each query, nearest first. */
export interface Neighbours {
  readonly queries: number;
  /** Neighbours a query. */
  readonly k: number;
  /** Rows of the database `[queries, k]`. */
  readonly indices: Int32Array;
  /** Cosines `[queries, k]`. */
  readonly similarities: Float64Array;
}

export interface NeighbourOptions {
  /** Whether row i of the database is left out for query i: both are the same images. */
  readonly excludeSelf?: boolean;
  readonly multiply?: Multiply;
  /** Floats held at once as scores, and as a block of the database; 2^24, 64 MiB, by default. */
  readonly blockSize?: number;
  /** Called now and then with the number of queries done. */
  readonly onProgress?: (done: number) => void;
}

/** Cosines that differ by less are a tie. */
const TIE = 1e-12;

/**
 * The k rows of a database nearest to each query by cosine. Exact: `multiply` only picks
 * candidates, with a margin for its rounding; cosines and order are computed in double
 * precision, so that every backend gives the same answer. Ties go to the lower index, and rows of
 * zeros have cosine 0 with all.
 *
 * @example
 * ```ts
 * import { matrix, nearestNeighbours } from "@crlc/crlc/search";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const points = matrix(Float32Array.of(1, 0, 1, 0.1, 0, 1), 2);
 * const { indices } = await nearestNeighbours(points, points, 1, { excludeSelf: true });
 * deepStrictEqual([...indices], [1, 0, 1]);
 * ```
 *
 * @param k Neighbours a query; fewer are given where the database holds fewer.
 * @throws {RangeError} If queries are to be left out of a database of another length.
 * @throws {CrlcError} `NOT_FINITE` if a number is NaN or infinite.
 */
export async function nearestNeighbours(
  queries: Matrix,
  database: Matrix,
  k: number,
  options: NeighbourOptions = {},
): Promise<Neighbours> {
  const { excludeSelf = false, multiply = plainMultiply, blockSize = 1 << 24, onProgress } =
    options;
  if (excludeSelf && queries.rows !== database.rows) {
    throw new RangeError(
      `Cannot leave queries out of the database: both must be the same rows, and are ${queries.rows} and ${database.rows}`,
    );
  }
  const found = Math.max(0, Math.min(k, database.rows - (excludeSelf ? 1 : 0)));
  const indices = new Int32Array(queries.rows * found);
  const similarities = new Float64Array(queries.rows * found);
  const queryLengths = lengths(queries), databaseLengths = lengths(database);
  const unitQueries = unit(queries, queryLengths);
  const blocks = split(unit(database, databaseLengths), Math.ceil(blockSize / database.columns));
  // Twice what float32 sums of unit rows may be off, generously, each way.
  const margin = 16 * Math.sqrt(database.columns) * 2 ** -24;

  for (const block of split(unitQueries, Math.ceil(blockSize / Math.max(1, database.rows)))) {
    const products = [];
    for (const part of blocks) products.push(await multiply(block, part));
    for (let row = 0; row < block.rows; row++) {
      const query = block.from + row;
      const scores = products.map((p, b) =>
        p.subarray(row * blocks[b].rows, (row + 1) * blocks[b].rows)
      );
      if (excludeSelf) {
        const own = Math.floor(query / blocks[0].rows);
        scores[own][query - blocks[own].from] = -Infinity;
      }
      const candidates = atLeast(scores, kthLargest(scores, found) - margin);
      const cosines = candidates.map((j) =>
        cosine(queries, query, database, j) / queryLengths[query] / databaseLengths[j]
      );
      const order = byCosine(candidates, cosines).slice(0, found);
      order.forEach((at, place) => {
        indices[query * found + place] = candidates[at];
        similarities[query * found + place] = cosines[at];
      });
    }
    onProgress?.(block.from + block.rows);
  }
  return { queries: queries.rows, k: found, indices, similarities };
}

/** Lengths of rows, at least 1e-12. */
function lengths({ data, rows, columns }: Matrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let c = row * columns; c < (row + 1) * columns; c++) sum += data[c] * data[c];
    if (Number.isFinite(sum)) return Math.max(Math.sqrt(sum), 1e-12);
    throw new CrlcError(
      "failed",
      "NOT_FINITE",
      `Cannot find neighbours: features must be finite, and those of image ${row} are not`,
      { hint: "the run has probably diverged: try a lower learning rate" },
    );
  });
}

function unit({ data, rows, columns }: Matrix, lengths: Float64Array): Matrix {
  const divided = new Float32Array(data.length);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let c = 0; c < columns; c++, at++) divided[at] = data[at] / lengths[row];
  }
  return { data: divided, rows, columns };
}

/** Blocks of rows that share the memory, made once. */
function split(all: Matrix, size: number): (Matrix & { from: number })[] {
  return Array.from({ length: Math.ceil(all.rows / size) }, (_, b) => ({
    ...rowsOf(all, b * size, Math.min(all.rows, (b + 1) * size)),
    from: b * size,
  }));
}

/** The k-th largest score. */
function kthLargest(parts: readonly Float32Array[], k: number): number {
  const largest = new Float32Array(k).fill(-Infinity);
  let least = k > 0 ? -Infinity : Infinity;
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) {
      const score = part[i];
      if (score <= least) continue;
      let place = k - 1;
      for (; place > 0 && largest[place - 1] < score; place--) largest[place] = largest[place - 1];
      largest[place] = score;
      least = largest[k - 1];
    }
  }
  return least;
}

/** Where scores reach a threshold, in ascending order. */
function atLeast(parts: readonly Float32Array[], threshold: number): number[] {
  const places: number[] = [];
  let before = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) {
      if (part[i] >= threshold) places.push(before + i);
    }
    before += part.length;
  }
  return places;
}

function cosine(a: Matrix, i: number, b: Matrix, j: number): number {
  let sum = 0;
  for (let c = 0; c < a.columns; c++) {
    sum += a.data[i * a.columns + c] * b.data[j * b.columns + c];
  }
  return sum;
}

/** Places in `candidates`, largest cosine first, ties by the lower index. */
function byCosine(candidates: number[], cosines: number[]): number[] {
  const rank = cosines.map((value) => Math.round(value / TIE));
  return candidates.map((_, at) => at)
    .sort((a, b) => rank[b] - rank[a] || candidates[a] - candidates[b]);
}
