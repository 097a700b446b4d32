import type { tf } from "../../backends/tf.ts";
import { dot } from "./dot.ts";
import { unitRows } from "./unit_rows.ts";

/** The cosines of all pairs of rows: `[n, c]` to `[n, n]`. */
export function pairCosines(rows: tf.Tensor): tf.Tensor {
  const unit = unitRows(rows);
  return dot(unit, unit);
}
