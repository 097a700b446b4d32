import { CrlcError } from "../core/errors.ts";
import { gatherShares } from "../core/gather_shares.ts";
import type { Group } from "../core/group.ts";
import { type Share, shareOf } from "../core/share_of.ts";
import { type Candidates, createCandidates } from "./candidates.ts";
import { gatherCandidates } from "./gather_candidates.ts";
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
  /** Rows of a block: so many queries meet so many images at once; 1,024 by default. */
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
 * Where queries and database share their numbers, each pair is multiplied once and serves both.
 * Besides the rows and a copy of them it holds about `24 k` bytes a query. Ranks that search together
 * (`multiply.group`) share pairs of blocks, then queries, and find what one of them finds.
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
  const { excludeSelf = false, blockSize = 1024, onProgress } = options;
  const multiply: Multiply = options.multiply ?? plainMultiply;
  if (excludeSelf && queries.rows !== database.rows) {
    throw new RangeError(
      `Cannot leave queries out of the database: both must be the same rows, and are ${queries.rows} and ${database.rows}`,
    );
  }
  const found = Math.max(0, Math.min(k, database.rows - (excludeSelf ? 1 : 0)));
  const indices = new Int32Array(queries.rows * found);
  const similarities = new Float64Array(queries.rows * found);
  const mirrored = queries.data === database.data;
  const databaseLengths = lengths(database);
  const queryLengths = mirrored ? databaseLengths : lengths(queries);
  const neighbours = { queries: queries.rows, k: found, indices, similarities };
  if (found === 0) return neighbours;

  const columnBlocks = split(unit(database, databaseLengths), blockSize);
  const rowBlocks = mirrored ? columnBlocks : split(unit(queries, queryLengths), blockSize);
  // Twice what float32 sums of unit rows may be off, generously, each way.
  const margin = 16 * Math.sqrt(database.columns) * 2 ** -24;
  const candidates = createCandidates(queries.rows, found, margin);
  const pairs = rowBlocks.length * (mirrored ? rowBlocks.length + 1 : 2 * columnBlocks.length) / 2;
  const { group } = multiply, { rank, size } = group ?? ALONE;
  let done = 0;
  for (const [r, rows] of rowBlocks.entries()) {
    for (const columns of mirrored ? columnBlocks.slice(r) : columnBlocks) {
      // Each rank meets every so many pairs of blocks.
      if (done++ % size !== rank) continue;
      const products = await multiply(rows, columns);
      const own = rows.from === columns.from;
      if (mirrored && own) pickTriangle(products, rows, candidates, excludeSelf);
      else if (mirrored) pickBoth(products, rows, columns, candidates);
      else pick(products, rows, columns, candidates, excludeSelf);
      onProgress?.(Math.floor(queries.rows * done / (pairs + 1)));
    }
  }

  const share = group ? shareOf(queries.rows, group) : { from: 0, to: queries.rows };
  const idsOf = group
    ? gatherCandidates(group, candidates, { queries: queries.rows, share, k: found, margin })
    : (query: number) => candidates.kept(query)?.ids;
  const cosineOf = (query: number, j: number) =>
    product(queries, query, database, j) / queryLengths[query] / databaseLengths[j];
  for (let query = share.from; query < share.to; query++) {
    const nearest = nearestOf(
      // A crowded query meets every image once more.
      idsOf(query)?.sort() ?? range(database.rows),
      found,
      (j) => excludeSelf && j === query ? -Infinity : cosineOf(query, j),
    );
    indices.set(nearest.ids, query * found);
    similarities.set(nearest.cosines, query * found);
  }
  onProgress?.(queries.rows);
  return group ? ofAllRanks(group, neighbours, share) : neighbours;
}

const ALONE = { rank: 0, size: 1 };

/** The neighbours of all queries, of which this rank has found those of its share. */
function ofAllRanks(group: Group, own: Neighbours, { from, to }: Share): Neighbours {
  const { queries, k, indices, similarities } = own;
  const each = Math.ceil(queries / group.size) * k, total = queries * k;
  return {
    ...{ queries, k },
    indices: gatherShares(group, indices.subarray(from * k, to * k), each, total),
    similarities: gatherShares(group, similarities.subarray(from * k, to * k), each, total),
  };
}

type Block = Matrix & { readonly from: number };

/** Offers the products of two blocks `[rows, columns]` to the queries of the rows. */
function pick(
  products: Float32Array,
  rows: Block,
  columns: Block,
  { bars, push }: Candidates,
  excludeSelf: boolean,
): void {
  for (let i = 0, at = 0; i < rows.rows; i++) {
    const query = rows.from + i;
    for (let j = 0; j < columns.rows; j++, at++) {
      if (products[at] < bars[query]) continue;
      const id = columns.from + j;
      if (!(excludeSelf && id === query)) push(query, id, products[at]);
    }
  }
}

/** Offers the products of two blocks to the queries of both. */
function pickBoth(
  products: Float32Array,
  rows: Block,
  { from, rows: width }: Block,
  { bars, push }: Candidates,
): void {
  const columnBars = bars.subarray(from, from + width);
  for (let i = 0; i < rows.rows; i++) {
    const query = rows.from + i, scores = products.subarray(i * width, (i + 1) * width);
    for (let j = -1; (j = nextAbove(scores, j + 1, bars[query], columnBars)) < width;) {
      if (scores[j] >= bars[query]) push(query, from + j, scores[j]);
      if (scores[j] >= columnBars[j]) push(from + j, query, scores[j]);
    }
  }
}

/** The next place from `j` on whose score reaches either bar; a loop of its own is faster. */
function nextAbove(scores: Float32Array, j: number, bar: number, bars: Float32Array): number {
  for (; j < scores.length; j++) if (scores[j] >= bar || scores[j] >= bars[j]) return j;
  return j;
}

/** Offers the products of a block with itself, each pair once. */
function pickTriangle(
  products: Float32Array,
  { rows, from }: Block,
  { bars, push }: Candidates,
  excludeSelf: boolean,
): void {
  for (let i = 0; i < rows; i++) {
    if (!excludeSelf) push(from + i, from + i, products[i * rows + i]);
    for (let j = i + 1, at = i * rows + j; j < rows; j++, at++) {
      if (products[at] >= bars[from + i]) push(from + i, from + j, products[at]);
      if (products[at] >= bars[from + j]) push(from + j, from + i, products[at]);
    }
  }
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
function split(all: Matrix, size: number): Block[] {
  return Array.from({ length: Math.ceil(all.rows / size) }, (_, b) => ({
    ...rowsOf(all, b * size, Math.min(all.rows, (b + 1) * size)),
    from: b * size,
  }));
}

/** The product of two rows, as four sums that do not wait for one another. */
function product({ data: x, columns }: Matrix, i: number, { data: y }: Matrix, j: number): number {
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  let c = 0, at = i * columns, to = j * columns;
  for (; c + 4 <= columns; c += 4, at += 4, to += 4) {
    s0 += x[at] * y[to];
    s1 += x[at + 1] * y[to + 1];
    s2 += x[at + 2] * y[to + 2];
    s3 += x[at + 3] * y[to + 3];
  }
  for (; c < columns; c++) s0 += x[at++] * y[to++];
  return s0 + s1 + (s2 + s3);
}

/** The numbers from 0 to `length - 1`. */
function range(length: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => i);
}

/**
 * The k ids of the largest cosines, largest first, ties by the lower id.
 *
 * @param some Ids, ascending.
 */
function nearestOf(some: Int32Array, k: number, cosineOf: (id: number) => number) {
  const ids = new Int32Array(k), cosines = new Float64Array(k), ranks = new Float64Array(k);
  let held = 0;
  for (const id of some) {
    const value = cosineOf(id), rank = Math.round(value / TIE);
    if (held === k && rank <= ranks[k - 1]) continue;
    if (value === -Infinity) continue;
    let place = held < k ? held++ : k - 1;
    for (; place > 0 && ranks[place - 1] < rank; place--) {
      ids[place] = ids[place - 1];
      cosines[place] = cosines[place - 1];
      ranks[place] = ranks[place - 1];
    }
    ids[place] = id;
    cosines[place] = value;
    ranks[place] = rank;
  }
  return { ids, cosines };
}
