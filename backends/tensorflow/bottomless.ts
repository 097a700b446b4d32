import type { TensorFlowBackend } from "./backend.ts";
import type { Run } from "./compose.ts";
import { numberOf } from "./numbers.ts";
import { Type } from "./types.ts";
import type { Value } from "./value.ts";

/** The lowest finite number of each type. */
const LOWEST = { [Type.float32]: -3.4028234663852886e38, [Type.bfloat16]: -3.3895313892515355e38 };

/**
 * Largest values as they should be: TensorFlow begins at the lowest finite number, which stays
 * where all of a window is less or not a number.
 */
export function bottomless(b: TensorFlowBackend, run: Run, y: Value): Value {
  const type = y.type as keyof typeof LOWEST, below = numberOf(b, run, -Infinity, type);
  return run("SelectV2", [run("Equal", [y, b.number("float32", LOWEST[type])]), below, y]);
}
