import type { Info, TensorFlowBackend } from "./backend.ts";
import { Type } from "./types.ts";
import type { Attributes, Input, Value } from "./value.ts";

/** Runs one op of several, to its first result. */
export type Run = (op: string, inputs: readonly Input<Info | Value>[], told?: Attributes) => Value;

/**
 * Computes a tensor by several ops, and lets go of what is made on the way.
 *
 * @param body Runs the ops, and gives the result of one of them.
 */
export function compose(b: TensorFlowBackend, body: (run: Run) => Value): Info {
  return b.own(composeValue(b, body));
}

/** The same, to a value that the caller must release. */
export function composeValue(b: TensorFlowBackend, body: (run: Run) => Value): Value {
  const made = new Set<Value>();
  let result: Value | undefined;
  try {
    result = body((op, inputs, told) => {
      const [value] = b.values(op, inputs, told);
      made.add(value);
      return value;
    });
    return result;
  } finally {
    for (const value of made) if (value !== result) b.release(value);
  }
}

/** Zeros in a shape. */
export function zeros(
  b: TensorFlowBackend,
  run: Run,
  shape: readonly number[],
  type: number,
): Value {
  const zero = b.constant("float32", 0);
  const given = type === Type.float32 ? zero : run("Cast", [zero], { DstT: { type } });
  return run("Fill", [b.constant("int32", shape), given]);
}

/** Whether a shape holds no value at all. */
export const isEmpty = (shape: readonly number[]): boolean => shape.includes(0);
