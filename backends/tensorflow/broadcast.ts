import type { Info, TensorFlowBackend } from "./backend.ts";
import type { Run } from "./compose.ts";
import type { Value } from "./value.ts";

/** Most dimensions over which TensorFlow broadcasts in every way. */
const MOST_DIMENSIONS = 5;

const product = (sizes: readonly number[]) => sizes.reduce((a, b) => a * b, 1);

/**
 * A tensor in a larger shape, one dimension after the other where TensorFlow knows no way for all.
 *
 * @returns The tensor itself if TensorFlow's ops broadcast it as they go.
 */
export function spread(
  b: TensorFlowBackend,
  run: Run,
  x: Info | Value,
  shape: readonly number[],
): Info | Value {
  if (shape.length <= MOST_DIMENSIONS || x.shape.join() === shape.join()) return x;
  const sizes = [...new Array<number>(shape.length - x.shape.length).fill(1), ...x.shape];
  let result = x;
  for (const [i, size] of shape.entries()) {
    if (sizes[i] === size) continue;
    const outer = product(sizes.slice(0, i)), rest = product(sizes.slice(i + 1));
    const flat = run("Reshape", [result, b.constant("int32", [outer, 1, rest])]);
    result = run("BroadcastTo", [flat, b.constant("int32", [outer, size, rest])]);
    sizes[i] = size;
  }
  return run("Reshape", [result, b.constant("int32", shape)]);
}
