import type { Initialiser } from "../../nn/scope.ts";

/** Random directions: unit rows `[N, d]`. */
export const randomUnitRows: Initialiser = ([rows, columns], random) => {
  const values = Float32Array.from({ length: rows * columns }, () => random.normal());
  for (let row = 0; row < values.length; row += columns) {
    const own = values.subarray(row, row + columns);
    const length = Math.hypot(...own);
    own.forEach((value, i) => own[i] = value / length);
  }
  return values;
};
