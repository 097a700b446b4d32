import type { Info, TensorFlowBackend } from "./backend.ts";
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
