import type { Group } from "../core/group.ts";

/** Rows of numbers, one after the other. */
export interface Matrix {
  /** `[rows, columns]`. */
  readonly data: Float32Array | Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * The products of all pairs of rows: `a [n, d]` and `b [m, d]` to `a b^T [n, m]`, in float32.
 *
 * A run gives the one of its backend. The same object comes again where the same rows are meant,
 * so that what was uploaded may be kept by identity. The result holds until the next product.
 */
export interface Multiply {
  (a: Matrix, b: Matrix): Float32Array | Promise<Float32Array>;
  /** Ranks that all make the same searches, of the same rows: they share the work of each. */
  readonly group?: Group;
}

/**
 * Wraps numbers as a matrix.
 *
 * @throws {RangeError} If they do not fill whole rows.
 */
export function matrix(data: Matrix["data"], columns: number): Matrix {
  const rows = columns > 0 ? data.length / columns : NaN;
  if (!Number.isInteger(rows)) {
    throw new RangeError(
      `Cannot make a matrix: its length must be a multiple of ${columns}, and is ${data.length}`,
    );
  }
  return { data, rows, columns };
}

/** Rows `from` to `to - 1`, sharing the memory. */
export function rowsOf({ data, columns }: Matrix, from: number, to: number): Matrix {
  return {
    data: data.subarray(from * columns, to * columns),
    rows: to - from,
    columns,
  };
}

/** `multiply` in plain JavaScript: four rows of `b` at a time, sums in double precision. */
export function plainMultiply(a: Matrix, b: Matrix): Float32Array {
  const { data: x, rows: n, columns: d } = a;
  const { data: y, rows: m } = b;
  const out = new Float32Array(n * m);
  for (let i = 0; i < n; i++) {
    const row = i * d;
    let j = 0;
    for (; j + 4 <= m; j += 4) {
      let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
      for (let c = 0, at = j * d; c < d; c++, at++) {
        const value = x[row + c];
        s0 += value * y[at];
        s1 += value * y[at + d];
        s2 += value * y[at + 2 * d];
        s3 += value * y[at + 3 * d];
      }
      out.set([s0, s1, s2, s3], i * m + j);
    }
    for (; j < m; j++) {
      let sum = 0;
      for (let c = 0, at = j * d; c < d; c++, at++) sum += x[row + c] * y[at];
      out[i * m + j] = sum;
    }
  }
  return out;
}
