import type { Backend, Step } from "../backend.ts";
import type { PureFunction, WithFunctions } from "../compiled.ts";
import { flattenStep, type Groups, type StepTensor } from "../step_tensors.ts";
import type { tf } from "../tf.ts";
import { shapesOf, stepOutput, type StepResults, traceStep } from "../traced/trace_step.ts";
import type { TensorFlowBackend } from "./backend.ts";
import { GraphExecutor, type Learned } from "./graph.ts";
import { Type, typeOf } from "./types.ts";
import type { Computed } from "./eager.ts";
import type { Value } from "./value.ts";

type Traced = StepResults & { readonly program: Learned };

/** A pure function of tensors by group and name. */
type Pure = (input: Groups) => object;

/** Told of every function, so that it can be forgotten when the backend closes. */
type OnTraced = (learned: Learned) => void;

/** A training step as one function of TensorFlow. */
export const stepOf = (backend: TensorFlowBackend, step: Step, onTraced: OnTraced) =>
  compile(backend, step as unknown as Pure, onTraced) as unknown as ReturnType<Backend["compile"]>;

/** Another pure function as one of TensorFlow. */
export const functionOf = (backend: TensorFlowBackend, f: PureFunction, onTraced: OnTraced) =>
  compile(backend, f as unknown as Pure, onTraced) as unknown as ReturnType<
    WithFunctions["compileFunction"]
  >;

/**
 * Traces a step or another pure function once for every set of shapes into one function of
 * TensorFlow, and runs that off the JavaScript thread.
 */
function compile(
  backend: TensorFlowBackend,
  step: Pure,
  onTraced: OnTraced,
): (input: object) => Promise<Groups> {
  const known = new Map<string, Traced>();
  return async (input) => {
    const groups = Object.keys(input);
    const inputs = flattenStep(input);
    const key = shapesOf(inputs);
    let traced = known.get(key);
    if (!traced) {
      const { eager } = backend;
      traced = eager.timed("tracing", 0, () => trace(backend, step, groups, inputs));
      known.set(key, traced);
      onTraced(traced.program);
    }
    return await run(backend, traced, inputs);
  };
}

function trace(
  backend: TensorFlowBackend,
  step: Pure,
  groups: readonly string[],
  inputs: readonly StepTensor[],
): Traced {
  const graph = new GraphExecutor(backend.eager);
  const standIn = (i: number) => {
    const { dtype, shape } = inputs[i].tensor;
    return backend.own(graph.argument({ type: typeOf(dtype), shape }));
  };
  try {
    return backend.redirect(graph, () =>
      traceStep<Value, Learned>(
        step,
        { groups, inputs },
        { standIn, value: (tensor) => full(backend, tensor) },
        (values) => graph.learn(values),
      ));
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
  traced: Traced,
  inputs: readonly StepTensor[],
): Promise<Groups> {
  const { eager } = backend, { call, check, execute } = eager.native, learned = traced.program;
  const status = call.TF_NewStatus();
  const handles = new BigUint64Array(Math.max(learned.outputs, 1));
  const count = Int32Array.of(learned.outputs);
  try {
    const values = inputs.map(({ tensor }) => backend.value(tensor) as Computed);
    const op = eager.prepare(learned.name, values, {}, status);
    check("a training step", status);
    const began = performance.now();
    const both = [new Uint8Array(handles.buffer), new Uint8Array(count.buffer)] as const;
    const work = () => execute(op, ...both, status);
    await (backend.group?.during("a step of TensorFlow", work) ?? work());
    eager.told?.("step in TensorFlow", performance.now() - began, 0);
    call.TFE_DeleteOp(op);
    check("a training step", status);
  } finally {
    call.TF_DeleteStatus(status);
  }
  const made = Array.from({ length: learned.outputs }, (_, i) => eager.adopt(handles[i]));
  return stepOutput(traced, inputs, made.map((value) => backend.own(value)));
}
