import type { tf } from "../tf.ts";
import type { Info, TensorFlowBackend } from "./backend.ts";
import { compose, type Run } from "./compose.ts";
import { Type } from "./types.ts";
import type { Value } from "./value.ts";

const to = (type: number) => ({ DstT: { type } });

/** Double precision, which every int32 fits into. */
export const widen = (run: Run, x: Info | Value): Value => run("Cast", [x], to(Type.float64));

/** Single precision of whatever it is. */
export const real32 = (run: Run, x: Info): Info | Value =>
  x.dtype === "float32" ? x : run("Cast", [x], to(Type.float32));

/** A constant number of any of TensorFlow's floating types. */
export function numberOf(b: TensorFlowBackend, run: Run, value: number, type: number): Value {
  const number = b.number("float32", value);
  return type === Type.float32 ? number : run("Cast", [number], to(type));
}

/**
 * Numbers as JavaScript puts them into an array of another type, which is TensorFlow.js's rule:
 * fractions are cut off, what lies beyond 32 bits wraps, and what is not finite is 0.
 *
 * @param x Of type float32 or float64.
 */
export function narrow(b: TensorFlowBackend, run: Run, x: Value, dtype: tf.DataType): Value {
  if (dtype === "float32") return run("Cast", [x], to(Type.float32));
  const wide = widen(run, x), number = (value: number) => numberOf(b, run, value, Type.float64);
  const finite = run("SelectV2", [run("IsFinite", [wide]), wide, number(0)]);
  // exact, where FloorMod would add to what is negative
  const within = run("TruncateMod", [finite, number(2 ** 32)]);
  const whole = run("Cast", [run("Cast", [within], to(Type.int64))], to(Type.int32));
  return dtype === "bool" ? run("NotEqual", [whole, b.number("int32", 0)]) : whole;
}

/** An op that needs int32, for bool: by way of int32, and back if the result is to be bool. */
export function viaInt32(
  b: TensorFlowBackend,
  x: Info,
  result: "bool" | "int32",
  body: (run: Run, x: Info | Value) => Value,
): Info {
  if (x.dtype !== "bool") return compose(b, (run) => body(run, x));
  return compose(b, (run) => {
    const y = body(run, run("Cast", [x], to(Type.int32)));
    return result === "bool" ? run("NotEqual", [y, b.number("int32", 0)]) : y;
  });
}

/**
 * Refuses flags where they would be added: the sum may need more than a flag can be. tfjs counts it
 * modulo 256.
 *
 * @param what What cannot be done, as `add`.
 * @throws {TypeError} If the tensor is of type bool.
 */
export function refuseFlags(what: string, { dtype }: Info): void {
  if (dtype !== "bool") return;
  throw new TypeError(
    `Cannot ${what} tensors of type bool on TensorFlow: the result may be neither 0 nor 1; ` +
      `tf.cast(x, "int32") makes them numbers`,
  );
}
