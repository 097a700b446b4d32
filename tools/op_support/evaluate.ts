import { tf } from "../../backends/tf.ts";
import { Draw, type Facet } from "./draw.ts";
import type { Op } from "./ops.ts";

/** What an op gives on a backend: tensors, or an error. */
export type Outcome =
  | { readonly tensors: readonly { readonly kind: string; readonly values: readonly number[] }[] }
  | { readonly error: string };

/** Whether a backend answers as `cpu` does, refuses what `cpu` answers, or answers otherwise. */
export type Verdict = "same" | "refused" | "differs";

function list(result: tf.Tensor | tf.Tensor[]): tf.Tensor[] {
  return Array.isArray(result) ? result : [result];
}

/** The results of an op, or with `gradient` the gradients of their weighted sum. */
function run(op: Op, facet: Facet, seed: number, gradient: boolean): tf.Tensor[] {
  const draw = new Draw(facet, seed);
  if (!gradient) return list(op(draw));
  const [first] = list(op(draw));
  const { size, shape } = first;
  const weights = tf.tensor(Array.from({ length: size }, (_, i) => (i % 5) / 2 - 0.75), shape);
  const loss = (...given: tf.Tensor[]) =>
    tf.sum(tf.mul(list(op(new Draw(facet, seed, given)))[0], weights)) as tf.Scalar;
  return tf.grads(loss)(draw.tensors);
}

/** Runs an op on the active backend. */
export function evaluate(op: Op, facet: Facet, seed: number, gradient = false): Outcome {
  try {
    return tf.tidy(() => ({
      tensors: run(op, facet, seed, gradient).map((tensor) => ({
        kind: `${tensor.dtype}[${tensor.shape}]`,
        values: Array.from(tensor.dataSync()),
      })),
    })) as unknown as Outcome;
  } catch (error) {
    // tfjs leaves a gradient that threw open
    const { state } = tf.engine() as unknown as { state: Record<string, unknown> };
    Object.assign(state, { activeTape: null, gradientDepth: 0, kernelDepth: 0 });
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** How far an outcome may be from another: of single precision, in sums of a few values. */
const TOLERANCE = 1e-4;

/** Whether numbers are near, and NaN is where NaN is. */
function near(a: number, b: number): boolean {
  return Object.is(a, b) || a === b || Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b));
}

/** Whether a number that is not finite is none either; more such numbers may be there. */
function nearOrSpread(a: number, b: number): boolean {
  return Number.isFinite(b) ? !Number.isFinite(a) || near(a, b) : !Number.isFinite(a);
}

/**
 * Compares a backend's outcome with that of `cpu`.
 *
 * @param mixing Whether what is not finite may come out otherwise and spread, but not be lost.
 */
export function judge(actual: Outcome, expected: Outcome, mixing = false): Verdict {
  if ("error" in expected) return "same";
  if ("error" in actual) return "refused";
  const like = mixing ? nearOrSpread : near;
  const same = actual.tensors.length === expected.tensors.length &&
    actual.tensors.every(({ kind, values }, i) =>
      kind === expected.tensors[i].kind &&
      values.every((value, j) => like(value, expected.tensors[i].values[j]))
    );
  return same ? "same" : "differs";
}
