/** A symmetric matrix of which few numbers are not 0, row by row. */
export interface SparseSymmetric {
  /** Rows, and columns. */
  readonly n: number;
  /** Where each row begins in the two others `[n + 1]`. */
  readonly starts: Int32Array;
  /** The columns of the numbers, ascending within a row. */
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/**
 * What ties images to one another either way: `|C| + |C|^T` of coefficients of each image, the
 * diagonal left out. Entries that come twice are added up.
 *
 * @param starts Where the entries of each row begin `[n + 1]`.
 */
export function symmetricOf(
  starts: ArrayLike<number>,
  columns: ArrayLike<number>,
  values: ArrayLike<number>,
): SparseSymmetric {
  const n = starts.length - 1;
  const rows = Array.from({ length: n }, () => new Map<number, number>());
  const add = (i: number, j: number, value: number) =>
    void rows[i].set(j, (rows[i].get(j) ?? 0) + value);
  for (let i = 0; i < n; i++) {
    for (let at = starts[i]; at < starts[i + 1]; at++) {
      const j = columns[at], value = Math.abs(values[at]);
      if (i === j || value === 0) continue;
      add(i, j, value);
      add(j, i, value);
    }
  }
  const begins = new Int32Array(n + 1);
  rows.forEach((row, i) => begins[i + 1] = begins[i] + row.size);
  const all = new Int32Array(begins[n]), numbers = new Float64Array(begins[n]);
  rows.forEach((row, i) => {
    [...row.keys()].sort((a, b) => a - b).forEach((j, at) => {
      all[begins[i] + at] = j;
      numbers[begins[i] + at] = row.get(j)!;
    });
  });
  return { n, starts: begins, columns: all, values: numbers };
}

/** The sum of each row `[n]`. */
export function rowSums({ n, starts, values }: SparseSymmetric): Float64Array {
  const sums = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let at = starts[i]; at < starts[i + 1]; at++) sums[i] += values[at];
  }
  return sums;
}
