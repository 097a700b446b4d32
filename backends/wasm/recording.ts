import type { Step, StepInput, StepOutput } from "../backend.ts";
import { flattenStep, type TensorPath } from "../step_tensors.ts";
import { tf } from "../tf.ts";
import type { Info, Interceptor, TrainingBackend } from "./runtime.ts";
import { Signature } from "./signature.ts";

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
  readonly path: TensorPath;
  readonly input?: TensorPath;
}

/**
 * A step as a list of kernels, with everything else left out: no gradient is derived, no scope is
 * opened, and what nobody reads is not computed.
 */
export interface Recording {
  /** What the step takes; the buffers are numbered from zero in this order. */
  readonly inputs: readonly (Operand & { readonly path: TensorPath })[];
  /** Tensors that the step made of numbers of its own, and which buffers they are. */
  readonly constants: readonly (readonly [buffer: number, info: Info])[];
  readonly calls: readonly Call[];
  readonly results: readonly Result[];
  readonly buffers: number;
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
  const recorder = new Recorder(backend);
  const given = flattenStep(input);
  const inputs = given.map(({ path, tensor }) => ({ ...recorder.input(tensor), path }));
  if (recorder.buffers < given.length || given.some(({ tensor }) => !isHere(backend, tensor))) {
    return { output: run(step, input), repeatable: true };
  }
  const { signature } = recorder, outer = backend.interceptor;
  signature.begin(input);
  backend.interceptor = recorder;
  let output: StepOutput;
  try {
    // nothing else may run meanwhile: it would be recorded too
    output = run(step, input);
  } catch (error) {
    recorder.forgetConstants();
    throw error;
  } finally {
    backend.interceptor = outer;
  }
  const origins = new Map(given.map(({ path, tensor }) => [tensor, path]));
  const results = flattenStep(output).map(({ path, tensor }): Result => ({
    ...recorder.operand(tensor),
    path,
    input: origins.get(tensor),
  }));
  signature.end(output);
  const { calls, constants, buffers, repeatable } = recorder;
  if (!repeatable || dry && !dry.equals(signature)) {
    recorder.forgetConstants();
    return { output, repeatable: false };
  }
  const kept = [...inputs, ...constants.map(([buffer]) => ({ buffer })), ...results];
  return {
    output,
    repeatable,
    recording: {
      ...{ inputs, constants, results, buffers },
      calls: withLastUses(needed(calls, results), new Set(kept.map(({ buffer }) => buffer))),
    },
  };
}

/** Writes down the calls of kernels while they are made. */
class Recorder implements Interceptor {
  readonly calls: Omit<Call, "last">[] = [];
  readonly constants: [number, Info][] = [];
  readonly signature = new Signature();
  /** Whether the step, so far, does the same with other numbers. */
  repeatable = true;
  readonly #backend: TrainingBackend;
  readonly #numbers = new Map<object, number>();
  /** Buffers that are an input, a constant, or what a kernel has made. */
  readonly #made = new Set<number>();
  /** Tensors made of numbers from JavaScript. */
  readonly #brought = new Set<object>();
  #inKernel = false;

  constructor(backend: TrainingBackend) {
    this.#backend = backend;
  }

  get buffers(): number {
    return this.#numbers.size;
  }

  /** A tensor that the step is given. */
  input(info: Info): Operand {
    const operand = this.#operand(info);
    this.#made.add(operand.buffer);
    return operand;
  }

  /** A tensor that a kernel takes, or that the step gives. */
  operand(info: Info): Operand {
    const operand = this.#operand(info);
    if (!this.#made.has(operand.buffer)) {
      // numbers that the step brings itself: kept for every later time
      this.repeatable &&= this.#brought.has(info.dataId);
      this.#backend.incRef(info.dataId);
      this.constants.push([operand.buffer, info]);
      this.#made.add(operand.buffer);
    }
    return operand;
  }

  kernel(
    name: string,
    func: tf.KernelFunc,
    given: tf.NamedTensorInfoMap,
    attributes: tf.NamedAttrMap | undefined,
  ): Info | Info[] {
    const compute = () => func({ inputs: given, attrs: attributes, backend: this.#backend });
    if (this.#inKernel) return compute();
    const inputs = Object.entries(given)
      .filter((entry): entry is [string, Info] => entry[1] !== undefined && entry[1] !== null)
      .map(([key, info]) => [key, this.operand(info)] as const);
    this.#inKernel = true;
    try {
      const result = compute(), infos = Array.isArray(result) ? result : [result];
      const outputs = infos.map(({ dataId }) => this.#number(dataId));
      const isAlias = outputs.length === 1 && this.#made.has(outputs[0]);
      if (!isAlias) {
        this.repeatable &&= !outputs.some((buffer) => this.#made.has(buffer)) &&
          !OPEN_SHAPES.has(name);
        const shapes = infos.map(({ shape }) => shape), list = Array.isArray(given);
        this.calls.push({ name, func, attributes, inputs, outputs, shapes, list });
      }
      this.signature.call(name, given, attributes, result);
      for (const buffer of outputs) this.#made.add(buffer);
      return result;
    } finally {
      this.#inKernel = false;
    }
  }

  read(): void {
    this.repeatable &&= this.#inKernel;
  }

  write(dataId: object, values: tf.BackendValues): void {
    if (this.#inKernel) return;
    this.#brought.add(dataId);
    this.signature.bring(values);
  }

  forgetConstants(): void {
    for (const [, { dataId }] of this.constants) this.#backend.disposeData(dataId);
  }

  #operand({ dataId, shape, dtype }: Info): Operand {
    return { buffer: this.#number(dataId), shape, dtype };
  }

  #number(dataId: object): number {
    const known = this.#numbers.get(dataId);
    if (known !== undefined) return known;
    this.#numbers.set(dataId, this.#numbers.size);
    return this.#numbers.size - 1;
  }
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
