import type { Matrix } from "./matrix.ts";
import { rowsOf } from "./matrix.ts";

/** How {@link elasticNetCoefficients} writes each row by others. */
export interface ElasticNetOptions {
  /** How many times weaker the penalty is than the weakest one that leaves every coefficient at 0. */
  readonly gamma: number;
  /** Share of the penalty that is of absolute values; the rest is of squares. 1 is the lasso. */
  readonly tau: number;
  /** Most coefficients of a row that are kept, the largest. */
  readonly nonZeros: number;
  readonly onProgress?: (done: number) => void;
}

/** Coefficients of each row on the others, those that are not 0. */
export interface Coefficients {
  /** Where those of each row begin `[rows + 1]`. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** Other rows that a problem begins with, and times that it may take up more. */
const SUPPORT = 100, MOST_ROUNDS = 40;
/** Sweeps over the coefficients of one problem, and the change below which they end. */
const MOST_SWEEPS = 2000, SETTLED = 1e-6;

/**
 * Writes each row by a few of the others: `min_c tau |c|_1 + (1 - tau)/2 |c|^2 + 1/(2 alpha) |y - c X|^2`
 * with `alpha = max_j |y.x_j| / (gamma tau)`, by the active-support method of elastic net subspace
 * clustering (You et al., CVPR 2016): a problem of few rows is solved, and those outside of it that
 * the remainder still points at are taken up.
 *
 * A row that no other has anything in common with has no coefficients.
 *
 * @param points Rows of unit length.
 */
export async function elasticNetCoefficients(
  points: Matrix,
  { gamma, tau, nonZeros, onProgress }: ElasticNetOptions,
): Promise<Coefficients> {
  const starts = new Int32Array(points.rows + 1);
  const columns: number[] = [], values: number[] = [];
  for (let i = 0; i < points.rows; i++) {
    for (const [j, value] of ofRow(points, i, gamma, tau).slice(0, nonZeros)) {
      columns.push(j);
      values.push(value);
    }
    starts[i + 1] = columns.length;
    if (i % 64 > 0) continue;
    onProgress?.(i);
    // Signals have their turn.
    await new Promise((next) => setTimeout(next));
  }
  return { starts, columns: Int32Array.from(columns), values: Float64Array.from(values) };
}

/** The coefficients of a row that are not 0, largest first. */
function ofRow(points: Matrix, row: number, gamma: number, tau: number): [number, number][] {
  const y = rowsOf(points, row, row + 1).data;
  const cosines = productsWith(points, y);
  cosines[row] = 0;
  const largest = cosines.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  if (largest === 0) return [];
  const alpha = largest / (gamma * tau);
  let support = strongest(cosines, SUPPORT, row), size = SUPPORT;
  let c: Float64Array = new Float64Array(support.length), objective = Infinity;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    c = descend(points, support, cosines, c, alpha, tau);
    const rest = Float64Array.from(y);
    support.forEach((j, at) => subtract(rest, points, j, c[at]));
    const now = tau * sum(c, Math.abs) + (1 - tau) / 2 * sum(c, (x) => x * x) +
      sum(rest, (x) => x * x) / (2 * alpha);
    if (objective - now < 1e-9 * objective) break;
    objective = now;
    const pull = productsWith(points, rest).map((x) => Math.abs(x) / alpha);
    for (const j of [row, ...support]) pull[j] = 0;
    const active = [...support.keys()].filter((at) => Math.abs(c[at]) > 1e-10);
    if (active.length > 0.8 * size) size = Math.round(1.1 * size);
    const added = strongest(pull, Math.max(size - active.length, 1), row)
      .filter((j) => pull[j] > tau + 1e-8);
    if (added.length === 0) break;
    c = Float64Array.of(...active.map((at) => c[at]), ...added.map(() => 0));
    support = [...active.map((at) => support[at]), ...added];
  }
  return support.map((j, at): [number, number] => [j, c[at]])
    .filter(([, value]) => Math.abs(value) > 1e-10)
    .sort(([i, a], [j, b]) => Math.abs(b) - Math.abs(a) || i - j);
}

/** Solves the problem of some rows by going over their coefficients, one after the other. */
function descend(
  points: Matrix,
  support: readonly number[],
  cosines: Float64Array,
  start: Float64Array,
  alpha: number,
  tau: number,
): Float64Array {
  const n = support.length, c = Float64Array.from(start);
  const gram = support.map((j) => productsOfRows(points, j, support));
  // What each row has in common with what is left.
  const left = Float64Array.from(support, (j) => cosines[j]);
  c.forEach((value, at) => {
    if (value !== 0) { for (let i = 0; i < n; i++) left[i] -= value * gram[at][i]; }
  });
  const threshold = alpha * tau, ridge = alpha * (1 - tau);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let change = 0;
    for (let at = 0; at < n; at++) {
      const own = gram[at][at], wish = left[at] + own * c[at];
      const size = Math.max(Math.abs(wish) - threshold, 0) / Math.max(own + ridge, 1e-300);
      const moved = Math.sign(wish) * size - c[at];
      if (moved === 0) continue;
      c[at] += moved;
      for (let i = 0; i < n; i++) left[i] -= moved * gram[at][i];
      change = Math.max(change, Math.abs(moved));
    }
    if (change < SETTLED) break;
  }
  return c;
}

/** The rows of the largest absolute values, largest first; not those of 0. */
function strongest(values: Float64Array, k: number, without: number): number[] {
  const before = (a: number, b: number) => Math.abs(values[b]) - Math.abs(values[a]) || a - b;
  let kept: number[] = [], bar = 0;
  for (let j = 0; j < values.length; j++) {
    if (j === without || !(Math.abs(values[j]) > bar)) continue;
    kept.push(j);
    if (kept.length < 4 * k) continue;
    kept = kept.sort(before).slice(0, k);
    bar = Math.abs(values[kept[k - 1]]);
  }
  return kept.sort(before).slice(0, k);
}

function productsWith({ data, rows, columns }: Matrix, y: ArrayLike<number>): Float64Array {
  const products = new Float64Array(rows);
  for (let j = 0, at = 0; j < rows; j++) {
    let total = 0;
    for (let c = 0; c < columns; c++, at++) total += data[at] * y[c];
    products[j] = total;
  }
  return products;
}

function productsOfRows(
  { data, columns }: Matrix,
  i: number,
  support: readonly number[],
): Float64Array {
  return Float64Array.from(support, (j) => {
    let total = 0;
    for (let c = 0; c < columns; c++) total += data[i * columns + c] * data[j * columns + c];
    return total;
  });
}

function subtract(rest: Float64Array, { data, columns }: Matrix, j: number, factor: number): void {
  if (factor === 0) return;
  for (let c = 0; c < columns; c++) rest[c] -= factor * data[j * columns + c];
}

function sum(values: Float64Array, of: (x: number) => number): number {
  let total = 0;
  for (const value of values) total += of(value);
  return total;
}
