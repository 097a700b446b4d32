import { type Matrix, matrix } from "./matrix.ts";

/** Rows divided by their lengths; rows of zeros stay. */
export function unitRows({ data, columns }: Matrix): Matrix {
  const rows = new Float32Array(data);
  for (let at = 0; at < rows.length; at += columns) {
    const row = rows.subarray(at, at + columns),
      length = Math.sqrt(row.reduce((s, x) => s + x * x, 0));
    if (length > 0) row.forEach((x, i) => row[i] = x / length);
  }
  return matrix(rows, columns);
}
