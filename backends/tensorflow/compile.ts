import type { Step, StepInput, StepOutput } from "../backend.ts";
import { type Tensors, tf } from "../tf.ts";
import type { TensorFlowBackend } from "./backend.ts";
import { GraphExecutor, type Learned } from "./graph.ts";
import { Type, typeOf } from "./types.ts";
import type { Computed } from "./eager.ts";
import type { Value } from "./value.ts";

/** Where a tensor stands in a step's input or output: its group and name, or itself a group. */
type Place = readonly [group: string, name?: string];

type Placed = readonly { readonly place: Place; readonly tensor: tf.Tensor }[];

type Groups = Readonly<Record<string, Tensors | tf.Tensor>>;

function flatten(groups: Groups): Placed {
  return Object.entries(groups).flatMap(([group, tensors]): Placed =>
    tensors instanceof tf.Tensor
      ? [{ place: [group], tensor: tensors }]
      : Object.entries(tensors).map(([name, tensor]) => ({ place: [group, name], tensor }))
  );
}

/** The same groups, made of other tensors; a group that holds none stays. */
function unflatten(names: readonly string[], placed: Placed): Record<string, Tensors | tf.Tensor> {
  const groups: Record<string, Tensors | tf.Tensor> = {};
  for (const name of names) groups[name] = {};
  for (const { place: [group, name], tensor } of placed) {
    if (name === undefined) groups[group] = tensor;
    else (groups[group] as Tensors)[name] = tensor;
  }
  return groups;
}

/** A result of a traced step: of the function, or an input handed on. */
interface Result {
  readonly place: Place;
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
    const inputs = flatten(input as unknown as Groups);
    const key = inputs.map(({ place, tensor }) => `${place} ${tensor.dtype} ${tensor.shape}`)
      .join("\n");
    let traced = known.get(key);
    if (!traced) {
      known.set(key, traced = trace(backend, step, groups, inputs));
      onTraced(traced.learned);
    }
    return await run(backend, traced, inputs);
  };
}

function trace(
  backend: TensorFlowBackend,
  step: Step,
  groups: readonly string[],
  inputs: Placed,
): Traced {
  const graph = new GraphExecutor(backend.eager);
  try {
    return backend.redirect(graph, () => {
      const engine = tf.engine();
      const stands = inputs.map(({ place, tensor }) => {
        const value = graph.argument({ type: typeOf(tensor.dtype), shape: tensor.shape });
        return { place, tensor: engine.makeTensorFromTensorInfo(backend.own(value)) };
      });
      try {
        const output = tf.tidy(() =>
          step(unflatten(groups, stands) as unknown as StepInput) as unknown as tf.TensorContainer
        ) as unknown as Groups;
        const outputs = flatten(output);
        const values: Value[] = [];
        const results = outputs.map(({ place, tensor }): Result => {
          const { dtype, shape } = tensor;
          const input = stands.findIndex((stand) => stand.tensor === tensor);
          if (input >= 0) return { place, input, dtype, shape };
          values.push(full(backend, tensor));
          return { place, output: values.length - 1, dtype, shape };
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
  inputs: Placed,
): Promise<StepOutput> {
  const { eager } = backend, { call, check, execute } = eager.native;
  const status = call.TF_NewStatus();
  const handles = new BigUint64Array(Math.max(learned.outputs, 1));
  const count = Int32Array.of(learned.outputs);
  try {
    const values = inputs.map(({ tensor }) => backend.value(tensor) as Computed);
    const op = eager.prepare(learned.name, values, {}, status);
    check("a training step", status);
    await execute(op, new Uint8Array(handles.buffer), new Uint8Array(count.buffer), status);
    call.TFE_DeleteOp(op);
    check("a training step", status);
  } finally {
    call.TF_DeleteStatus(status);
  }
  const engine = tf.engine();
  const made = Array.from({ length: learned.outputs }, (_, i) => eager.adopt(handles[i]));
  const outputs = results.map(({ place, input, output }) => ({
    place,
    tensor: input === undefined
      ? engine.makeTensorFromTensorInfo(backend.own(made[output!]))
      : inputs[input].tensor,
  }));
  return unflatten(groups, outputs) as unknown as StepOutput;
}
