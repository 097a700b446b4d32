import { type Tensors, tf } from "./tf.ts";

/** Where a tensor stands in a step's input or output: its group and name, or itself a group. */
export type TensorPath = readonly [group: string, name?: string];

/** A tensor of a step's input or output. */
export interface StepTensor {
  readonly path: TensorPath;
  readonly tensor: tf.Tensor;
}

/** A step's input or output: tensors by group and name, or a tensor by group. */
export type Groups = Record<string, Tensors | tf.Tensor>;

/** Every tensor of a step's input or output, in its order. */
export function flattenStep(step: object): StepTensor[] {
  return Object.entries(step as Groups).flatMap(([group, tensors]): StepTensor[] =>
    tensors instanceof tf.Tensor
      ? [{ path: [group], tensor: tensors }]
      : Object.entries(tensors).map(([name, tensor]) => ({ path: [group, name], tensor }))
  );
}

/**
 * A step's input or output, made of tensors.
 *
 * @param groups Names of the groups, those that hold no tensors too.
 */
export function unflattenStep<Step extends object>(
  groups: readonly string[],
  tensors: readonly StepTensor[],
): Step {
  const step: Groups = {};
  for (const name of groups) step[name] = {};
  for (const { path: [group, name], tensor } of tensors) {
    if (name === undefined) step[group] = tensor;
    else (step[group] as Tensors)[name] = tensor;
  }
  return step as unknown as Step;
}
