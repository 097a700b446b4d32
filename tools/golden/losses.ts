import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { type CaseKind, UnknownCase } from "./case.ts";
import type { Comparison, Nested, Tolerances } from "./compare.ts";
import { type LossCase, lossCase } from "./file.ts";
import { baselineKinds } from "./baseline_kinds.ts";
import type { Inputs, Outputs } from "./loss_kind.ts";
import { lossKinds } from "./loss_kinds.ts";
import { semiKinds } from "./semi_kinds.ts";

/** Inputs that are places, not quantities. */
const INTEGERS = new Set(["idx", "neg", "labels", "perm", "rotation"]);

/** Values and gradients of one loss. */
export const losses: CaseKind = {
  group: "losses",
  async compare(raw: unknown, tolerances: Tolerances): Promise<Comparison[]> {
    const golden = v.parse(lossCase, raw);
    const compute = computation(golden);
    const { outputs, gradients } = tf.tidy(() => {
      const inputs: Record<string, tf.Tensor> = {};
      for (const [name, numbers] of Object.entries(golden.inputs)) {
        const type = INTEGERS.has(name) ? "int32" : "float32";
        inputs[name] = tf.tensor(numbers as tf.TensorLike, undefined, type);
      }
      const gradients = gradientsOf(compute, inputs, Object.keys(golden.grads));
      return { outputs: compute(inputs), gradients };
    });
    return [
      ...await sideBySide("", golden.outputs, outputs, tolerances.value),
      ...await sideBySide("gradient of ", golden.grads, gradients, tolerances.gradient),
    ];
  },
};

function computation({ name, params }: LossCase): (inputs: Inputs) => Outputs {
  for (const kind of [...lossKinds, ...baselineKinds, ...semiKinds]) {
    const options = v.safeParse(kind.params, params);
    if (name.startsWith(kind.begins) && options.success) {
      return (inputs) => kind.compute(inputs, options.output);
    }
  }
  throw new UnknownCase(`no loss is called "${name}" and takes ${JSON.stringify(params)}`);
}

function gradientsOf(
  compute: (inputs: Inputs) => Outputs,
  inputs: Inputs,
  changed: readonly string[],
): Outputs {
  if (changed.length === 0) return {};
  const loss = (...xs: tf.Tensor[]) =>
    compute({ ...inputs, ...Object.fromEntries(xs.map((x, i) => [changed[i], x])) }).loss;
  const gradients = tf.grads(loss)(changed.map((name) => inputs[name]));
  return Object.fromEntries(gradients.map((gradient, i) => [changed[i], gradient]));
}

async function sideBySide(
  prefix: string,
  expected: Readonly<Record<string, Nested>>,
  tensors: Outputs,
  tolerance: number,
): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const [name, numbers] of Object.entries(expected)) {
    if (!tensors[name]) throw new UnknownCase(`nothing gives ${prefix}${name}`);
    const got = await tensors[name].array() as Nested;
    comparisons.push({ what: prefix + name, got, expected: numbers, tolerance });
  }
  tf.dispose(tensors);
  return comparisons;
}
