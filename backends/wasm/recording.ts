import type { Step, StepInput, StepOutput } from "../backend.ts";
import { type Tensors, tf } from "../tf.ts";
import type { Info, Interceptor, TrainingBackend } from "./runtime.ts";
import { Signature } from "./signature.ts";

type Groups = Readonly<Record<string, Tensors | tf.Tensor>>;
type Place = readonly [group: string, name: string];

/** A tensor of the step: a buffer, which is a number, seen with a shape. */
interface Operand {
  readonly buffer: number;
  readonly shape: number[];
  readonly dtype: tf.DataType;
}

/** One call of a kernel. */
export interface Call {
  readonly name: string;
  readonly func: tf.KernelFunc;
  readonly attributes: tf.NamedAttrMap | undefined;
  readonly inputs: readonly (readonly [key: string, operand: Operand])[];
  /** Whether the kernel takes an array of tensors. */
  readonly list: boolean;
  /** Buffers that the call makes. */
  readonly outputs: readonly number[];
  /** Of the outputs. */
  readonly shapes: readonly number[][];
  /** Buffers that no later call reads. */
  readonly last: readonly number[];
}

/** A tensor of the step's output: one of its inputs handed on, or a buffer. */
export interface Result extends Operand {
  readonly place: Place;
  readonly input?: Place;
}

/**
 * A step as a list of kernels, with everything else left out: no gradient is derived, no scope is
 * opened, and what nobody reads is not computed.
 */
export interface Recording {
  /** What the step takes; the buffers are numbered from zero in this order. */
  readonly inputs: readonly (Operand & { readonly place: Place })[];
  /** Tensors that the step made of numbers of its own, and which buffers they are. */
  readonly constants: readonly (readonly [buffer: number, info: Info])[];
  readonly calls: readonly Call[];
  readonly results: readonly Result[];
  readonly buffers: number;
}

/** Every tensor with its place, those of `StepInput` and `StepOutput` alike. */
export function placed(groups: Groups): { place: Place; tensor: tf.Tensor }[] {
  return Object.entries(groups).flatMap(([group, tensors]) =>
    tensors instanceof tf.Tensor
      ? [{ place: [group, ""] as const, tensor: tensors as tf.Tensor }]
      : Object.entries(tensors).map(([name, tensor]) => ({ place: [group, name] as const, tensor }))
  );
}

/** Kernels that make tensors of other shapes for other values: what JavaScript knows then changes. */
const OPEN_SHAPES = new Set(
  ("NonMaxSuppressionV3 NonMaxSuppressionV4 NonMaxSuppressionV5 RaggedGather RaggedRange " +
    "RaggedTensorToTensor SparseFillEmptyRows SparseReshape SparseSegmentMean SparseSegmentSum " +
    "StringNGrams StringSplit Unique").split(" "),
);

/** A step that was run, and how it can be run again. */
export interface Recorded {
  readonly output: StepOutput;
  /** Absent where the step could not be recorded, as when two of its inputs are the same memory. */
  readonly recording?: Recording;
  /** Whether the step can be recorded at all. */
  readonly repeatable: boolean;
}

/**
 * Runs a step as it is and writes down which kernels it calls, so that it can be run again without
 * the step's own text: it is pure, and its shapes are fixed.
 *
 * A step is not repeatable if it looks at the numbers of a tensor, uses one that is neither its
 * input nor made by itself, calls a kernel that is not known here or whose results have no fixed
 * shape, or does other things than in the dry run.
 *
 * @param dry What the step did in a dry run.
 */
export function record(
  backend: TrainingBackend,
  step: Step,
  input: StepInput,
  dry?: Signature,
): Recorded {
  const buffers = new Map<object, number>();
  const number = (dataId: object) => {
    if (!buffers.has(dataId)) buffers.set(dataId, buffers.size);
    return buffers.get(dataId)!;
  };
  const operand = ({ dataId, shape, dtype }: Info) => ({ buffer: number(dataId), shape, dtype });
  const inputs = placed(input as unknown as Groups);
  const taken = inputs.map(({ place, tensor }) => ({ ...operand(tensor), place }));
  if (buffers.size < inputs.length || inputs.some(({ tensor }) => !isHere(backend, tensor))) {
    return { output: run(step, input), repeatable: true };
  }

  const calls: Omit<Call, "last">[] = [], constants: [number, Info][] = [];
  const made = new Set(buffers.values());
  const brought = new Set<object>(), signature = new Signature();
  signature.begin(input);
  let inKernel = false, repeatable = true;
  const found = (info: Info): Operand => {
    const read = operand(info);
    if (!made.has(read.buffer)) {
      // numbers that the step brings itself: kept for every later time
      repeatable &&= brought.has(info.dataId);
      backend.incRef(info.dataId);
      constants.push([read.buffer, info]);
      made.add(read.buffer);
    }
    return read;
  };
  const recorder: Interceptor = {
    kernel(name, func, given, attributes) {
      const compute = () => func({ inputs: given, attrs: attributes, backend });
      if (inKernel) return compute();
      const inputs = Object.entries(given)
        .filter((entry): entry is [string, Info] => entry[1] !== undefined && entry[1] !== null)
        .map(([key, info]) => [key, found(info)] as const);
      inKernel = true;
      try {
        const result = compute(), infos = Array.isArray(result) ? result : [result];
        const outputs = infos.map(({ dataId }) => number(dataId));
        const isAlias = outputs.length === 1 && made.has(outputs[0]);
        if (!isAlias) {
          repeatable &&= !outputs.some((buffer) => made.has(buffer)) && !OPEN_SHAPES.has(name);
          const shapes = infos.map(({ shape }) => shape), list = Array.isArray(given);
          calls.push({ name, func, attributes, inputs, outputs, shapes, list });
        }
        signature.call(name, given, attributes, result);
        for (const buffer of outputs) made.add(buffer);
        return result;
      } finally {
        inKernel = false;
      }
    },
    read() {
      repeatable &&= inKernel;
    },
    write(dataId, values) {
      if (inKernel) return;
      brought.add(dataId);
      signature.bring(values);
    },
  };
  const outer = backend.interceptor;
  backend.interceptor = recorder;
  let output: StepOutput;
  try {
    // nothing else may run meanwhile: it would be recorded too
    output = run(step, input);
  } catch (error) {
    for (const [, { dataId }] of constants) backend.disposeData(dataId);
    throw error;
  } finally {
    backend.interceptor = outer;
  }
  const origins = new Map(inputs.map(({ place, tensor }) => [tensor, place]));
  const results = placed(output as unknown as Groups).map(({ place, tensor }): Result => ({
    ...found(tensor),
    place,
    input: origins.get(tensor),
  }));
  signature.end(output);
  if (!repeatable || dry && !dry.equals(signature)) {
    for (const [, { dataId }] of constants) backend.disposeData(dataId);
    return { output, repeatable: false };
  }
  const kept = [...taken, ...constants.map(([buffer]) => ({ buffer })), ...results];
  return {
    output,
    repeatable,
    recording: {
      ...{ inputs: taken, constants, results, buffers: buffers.size },
      calls: withLastUses(needed(calls, results), new Set(kept.map(({ buffer }) => buffer))),
    },
  };
}

/** Runs a step as it is, at once. */
const run = (step: Step, input: StepInput): StepOutput =>
  tf.tidy(() => step(input) as unknown as tf.TensorContainer) as unknown as StepOutput;

const isHere = (backend: TrainingBackend, { dataId }: tf.Tensor) => backend.dataIdMap.has(dataId);

/** The calls that a result depends on. */
function needed(
  calls: readonly Omit<Call, "last">[],
  results: readonly Operand[],
): Omit<Call, "last">[] {
  const wanted = new Set(results.map(({ buffer }) => buffer));
  return calls.toReversed().filter(({ inputs, outputs }) => {
    if (!outputs.some((buffer) => wanted.has(buffer))) return false;
    for (const [, { buffer }] of inputs) wanted.add(buffer);
    return true;
  }).toReversed();
}

/** Tells every call which buffers end with it. */
function withLastUses(calls: readonly Omit<Call, "last">[], kept: ReadonlySet<number>): Call[] {
  const seen = new Set(kept);
  return calls.toReversed().map((call): Call => {
    const used = [...call.inputs.map(([, { buffer }]) => buffer), ...call.outputs];
    const last = [...new Set(used)].filter((buffer) => !seen.has(buffer));
    for (const buffer of last) seen.add(buffer);
    return { ...call, last };
  }).toReversed();
}
