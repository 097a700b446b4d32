import { type Tensors, tf } from "./tf.ts";

/**
 * A function of tensors by group and name that reads nothing back and keeps shapes, such as the
 * prediction of a network from `weights`, `buffers` and `batch`. The group `batch` may be divided
 * among devices.
 */
export type PureFunction = (input: Readonly<Record<string, Tensors>>) => Tensors;

/** A backend of tfjs that compiles pure functions. */
export interface WithFunctions {
  compileFunction(f: PureFunction): (input: Record<string, Tensors>) => Promise<Tensors>;
}

/**
 * Prepares a pure function to be run many times: compiled where the active backend can, and run as
 * it is elsewhere.
 *
 * @example The mean of each row
 * ```ts
 * import { compiled, tf } from "@crlc/crlc/backends";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await tf.setBackend("cpu");
 * const means = compiled(({ batch }) => ({ mean: tf.mean(batch.x, 1) }));
 * const { mean } = await means({ batch: { x: tf.tensor2d([[1, 3], [5, 7]]) } });
 * deepStrictEqual([...mean.dataSync()], [2, 6]);
 * ```
 *
 * @returns The function; the caller owns its inputs and results.
 */
export function compiled(f: PureFunction): (input: Record<string, Tensors>) => Promise<Tensors> {
  const { compileFunction } = tf.backend() as Partial<WithFunctions>;
  if (compileFunction) return compileFunction(f);
  return (input) =>
    new Promise((resolve) => {
      resolve(tf.tidy(() => f(input) as tf.TensorContainer) as Tensors);
    });
}
