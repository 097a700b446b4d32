import type { Info, TensorFlowBackend } from "./backend.ts";
import type { Run } from "./compose.ts";
import type { Value } from "./value.ts";

/** Most rows that are added one after the other. */
export const MOST_ROWS = 1 << 12;

/**
 * Sums of the rows of matrices, in two stages where there are many: TensorFlow adds rows one after
 * the other in float32, so that the sum of 2^24 is 2 % off, and takes 20 times as long for 2^17.
 *
 * @param x `[n,r,c]`, float32.
 * @returns `[n,c]`.
 */
export function sumRows(b: TensorFlowBackend, run: Run, x: Info | Value): Value {
  const [n, rows, columns] = x.shape;
  const add = (x: Info | Value, dimension: number) =>
    run("Sum", [x, b.constant("int32", [dimension])], { keep_dims: false });
  // along values that lie side by side it adds in a tree
  if (rows <= MOST_ROWS || columns === 1) return add(x, 1);
  const stages = 2 ** Math.floor(Math.log2(rows) / 2), each = Math.floor(rows / stages);
  const take = (from: number, to: number) =>
    run("Slice", [
      x,
      b.constant("int32", [0, from, 0]),
      b.constant("int32", [n, to - from, columns]),
    ]);
  const even = stages * each === rows ? x : take(0, stages * each);
  const blocks = run("Reshape", [even, b.constant("int32", [n, stages, each, columns])]);
  const sum = add(add(blocks, 2), 1);
  return even === x ? sum : run("AddV2", [sum, add(take(stages * each, rows), 1)]);
}
