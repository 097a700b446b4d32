import { tf } from "./tf.ts";
import { checks } from "./check_ops.ts";
import * as reference from "./reference.ts";
import type { TrainingOps, WithTrainingOps } from "./training_ops.ts";

/** How many processes take a step of the active backend together. */
export function rankCount(): number {
  return (tf.backend() as Partial<WithTrainingOps>).group?.size ?? 1;
}

/** The number of this process among them, from 0. */
export function rankNumber(): number {
  return (tf.backend() as Partial<WithTrainingOps>).group?.rank ?? 0;
}

/** The form of an op that the active backend carries, or the reference's. */
function form<Name extends keyof TrainingOps>(name: Name): TrainingOps[Name] {
  const { trainingOps } = tf.backend() as Partial<WithTrainingOps>;
  return trainingOps?.[name] ?? reference[name] as TrainingOps[Name];
}

/**
 * The training ops in the form of the active backend, after checks that are the same for all.
 *
 * What is not a number stays so on every backend: it is in each result that it has a part in, ReLU's
 * and max pooling's too, so that a loss that has diverged shows. A window of max pooling that holds
 * one hands no gradient on. (`tf.maxPool()` is TensorFlow.js's own, and looks past it.)
 *
 * @throws {RangeError} If shapes do not agree, or no window fits.
 * @throws {TypeError} If a tensor is not float32.
 */
export const ops: TrainingOps = Object.fromEntries(
  Object.keys(checks).map((name) => {
    const op = name as keyof TrainingOps;
    // deno-lint-ignore no-explicit-any -- the arguments of whichever op it is
    return [op, (...args: any[]) => {
      (checks[op] as (...args: unknown[]) => void)(...args);
      return (form(op) as (...args: unknown[]) => unknown)(...args);
    }];
  }),
) as unknown as TrainingOps;
