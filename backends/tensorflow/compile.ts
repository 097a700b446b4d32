import type { Step, StepInput, StepOutput } from "../backend.ts";
import { flattenStep, type StepTensor, type TensorPath, unflattenStep } from "../step_tensors.ts";
import { tf } from "../tf.ts";
import type { TensorFlowBackend } from "./backend.ts";
import { GraphExecutor, type Learned } from "./graph.ts";
import { Type, typeOf } from "./types.ts";
import type { Computed } from "./eager.ts";
import type { Value } from "./value.ts";

/** A result of a traced step: of the function, or an input handed on. */
interface Result {
  readonly path: TensorPath;
  readonly input?: number;
  readonly output?: number;
  readonly dtype: tf.DataType;
  readonly shape: number[];
}

interface Traced {
  readonly learned: Learned;
  /** The groups that the step gives, those without tensors too. */
  readonly groups: readonly string[];
  readonly results: readonly Result[];
}

/**
 * Traces a step once for every set of shapes into one function of TensorFlow, and runs that off
 * the JavaScript thread.
 *
 * @param onTraced Told of every function, so that it can be forgotten when the backend closes.
 */
export function compile(
  backend: TensorFlowBackend,
  step: Step,
  onTraced: (learned: Learned) => void,
): (input: StepInput) => Promise<StepOutput> {
  const known = new Map<string, Traced>();
  return async (input) => {
    const groups = Object.keys(input);
    const inputs = flattenStep(input);
    const key = inputs.map(({ path, tensor }) => `${path} ${tensor.dtype} ${tensor.shape}`)
      .join("\n");
    let traced = known.get(key);
    if (!traced) {
      const { eager } = backend;
      traced = eager.timed("tracing", 0, () => trace(backend, step, groups, inputs));
      known.set(key, traced);
      onTraced(traced.learned);
    }
    return await run(backend, traced, inputs);
  };
}

function trace(
  backend: TensorFlowBackend,
  step: Step,
  groups: readonly string[],
  inputs: readonly StepTensor[],
): Traced {
  const graph = new GraphExecutor(backend.eager);
  try {
    return backend.redirect(graph, () => {
      const engine = tf.engine();
      const stands = inputs.map(({ path, tensor }) => {
        const value = graph.argument({ type: typeOf(tensor.dtype), shape: tensor.shape });
        return { path, tensor: engine.makeTensorFromTensorInfo(backend.own(value)) };
      });
      try {
        const output = tf.tidy(() =>
          step(unflattenStep<StepInput>(groups, stands)) as unknown as tf.TensorContainer
        ) as unknown as StepOutput;
        const outputs = flattenStep(output);
        const values: Value[] = [];
        const results = outputs.map(({ path, tensor }): Result => {
          const { dtype, shape } = tensor;
          const input = stands.findIndex((stand) => stand.tensor === tensor);
          if (input >= 0) return { path, input, dtype, shape };
          values.push(full(backend, tensor));
          return { path, output: values.length - 1, dtype, shape };
        });
        const learned = graph.learn(values);
        for (const { tensor } of outputs) tensor.dispose();
        return { learned, groups: Object.keys(output), results };
      } finally {
        for (const { tensor } of stands) tensor.dispose();
      }
    });
  } finally {
    graph.close();
  }
}

/** A result's value; what a step gives is float32 whatever it was computed in. */
function full(backend: TensorFlowBackend, tensor: tf.Tensor): Value {
  const value = backend.value(tensor);
  return value.type === Type.bfloat16 ? backend.cast(value, Type.float32) : value;
}

async function run(
  backend: TensorFlowBackend,
  { learned, groups, results }: Traced,
  inputs: readonly StepTensor[],
): Promise<StepOutput> {
  const { eager } = backend, { call, check, execute } = eager.native;
  const status = call.TF_NewStatus();
  const handles = new BigUint64Array(Math.max(learned.outputs, 1));
  const count = Int32Array.of(learned.outputs);
  try {
    const values = inputs.map(({ tensor }) => backend.value(tensor) as Computed);
    const op = eager.prepare(learned.name, values, {}, status);
    check("a training step", status);
    const began = performance.now();
    await execute(op, new Uint8Array(handles.buffer), new Uint8Array(count.buffer), status);
    eager.told?.("step in TensorFlow", performance.now() - began, 0);
    call.TFE_DeleteOp(op);
    check("a training step", status);
  } finally {
    call.TF_DeleteStatus(status);
  }
  const engine = tf.engine();
  const made = Array.from({ length: learned.outputs }, (_, i) => eager.adopt(handles[i]));
  const outputs = results.map(({ path, input, output }) => ({
    path,
    tensor: input === undefined
      ? engine.makeTensorFromTensorInfo(backend.own(made[output!]))
      : inputs[input].tensor,
  }));
  return unflattenStep<StepOutput>(groups, outputs);
}
