import type { Matrix } from "./matrix.ts";

/** `|x|^2` of each row. */
export function squaredLengths({ data, rows, columns }: Matrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let c = row * columns; c < (row + 1) * columns; c++) sum += data[c] * data[c];
    return sum;
  });
}
