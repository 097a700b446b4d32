import {
  flattenStep,
  type Groups,
  type StepTensor,
  type TensorPath,
  unflattenStep,
} from "../step_tensors.ts";
import { tf } from "../tf.ts";

/** A result of a traced step: of the program, or an input handed on. */
interface Result {
  readonly path: TensorPath;
  readonly input?: number;
  readonly output?: number;
}

/** What a step gives, and where each of it comes from. */
export interface StepResults {
  /** The groups that the step gives, those without tensors too. */
  readonly groups: readonly string[];
  readonly results: readonly Result[];
}

/** How a backend takes a step down. */
export interface Tracer<Value> {
  /** A tensor that stands for an input of the step, by its number. */
  standIn(input: number): tf.TensorInfo;
  /** What is remembered of a tensor that the step computes. */
  value(tensor: tf.Tensor, path: TensorPath): Value;
}

/** What tells one set of inputs from another: a step is traced once for each. */
export const shapesOf = (inputs: readonly StepTensor[]): string =>
  inputs.map(({ path, tensor }) => `${path} ${tensor.dtype} ${tensor.shape}`).join("\n");

/**
 * Calls a step, or another pure function, with stand-ins for its inputs, so that the kernels it calls are seen, and disposes
 * of all that this makes.
 *
 * @param done Makes a program of the values that the step computes, in their order.
 */
export function traceStep<Value, Program>(
  step: (input: Groups) => object,
  { groups, inputs }: { groups: readonly string[]; inputs: readonly StepTensor[] },
  tracer: Tracer<Value>,
  done: (values: readonly Value[], handedOn: ReadonlySet<number>) => Program,
): StepResults & { readonly program: Program } {
  const engine = tf.engine();
  const stands = inputs.map(({ path }, i) => ({
    path,
    tensor: engine.makeTensorFromTensorInfo(tracer.standIn(i)),
  }));
  try {
    const output = tf.tidy(() =>
      step(unflattenStep<Groups>(groups, stands)) as unknown as tf.TensorContainer
    ) as unknown as Groups;
    const outputs = flattenStep(output);
    const values: Value[] = [], handedOn = new Set<number>();
    const inputOf = new Map(stands.map(({ tensor }, i) => [tensor, i]));
    const results = outputs.map(({ path, tensor }): Result => {
      const input = inputOf.get(tensor);
      if (input === undefined) return { path, output: values.push(tracer.value(tensor, path)) - 1 };
      handedOn.add(input);
      return { path, input };
    });
    const program = done(values, handedOn);
    for (const { tensor } of outputs) tensor.dispose();
    return { program, groups: Object.keys(output), results };
  } finally {
    for (const { tensor } of stands) tensor.dispose();
  }
}

/** What a step gives, made of its inputs and of what its program has computed. */
export function stepOutput(
  { groups, results }: StepResults,
  inputs: readonly StepTensor[],
  made: readonly tf.TensorInfo[],
): Groups {
  const engine = tf.engine();
  const outputs = results.map(({ path, input, output }) => ({
    path,
    tensor: input === undefined
      ? engine.makeTensorFromTensorInfo(made[output!])
      : inputs[input].tensor,
  }));
  return unflattenStep<Groups>(groups, outputs);
}
