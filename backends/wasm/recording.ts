import type { Step, StepInput, StepOutput } from "../backend.ts";
import { flattenStep, type TensorPath } from "../step_tensors.ts";
import type { tf } from "../tf.ts";
import { type Need, needOf, type Watcher } from "./memory.ts";
import type { Info, TrainingBackend } from "./runtime.ts";
import { Signature, signer } from "./signature.ts";

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

const MOST_NUMBERS = 2 ** 26;

/** What is known of a step that was run dry. */
export interface Recorded {
  /** What it needs where it is run as it is; absent where it cannot be run dry. */
  readonly need?: Need;
  /** Absent where the step cannot be repeated. */
  readonly recording?: Recording;
}

/**
 * Runs a step dry, so that nothing is computed, and writes down which kernels it calls: they can
 * then be run without the step's own text, since it is pure and its shapes are fixed. A second dry
 * run tells whether it does the same again.
 *
 * A step is not repeatable if it looks at the numbers of a tensor, uses one that is neither its
 * input nor made by itself, calls a kernel that is not known here or whose results have no fixed
 * shape, or does other things in the second run.
 *
 * @param most How many numbers a step may bring of its own, since they are kept.
 */
export function record(
  backend: TrainingBackend,
  step: Step,
  input: StepInput,
  most = MOST_NUMBERS,
): Recorded {
  const recorder = new Recorder(backend, most), need = needOf(backend, step, input, recorder);
  if (!need || !recorder.repeatable) return { need };
  const again = new Signature();
  needOf(backend, step, input, signer(backend, again));
  return recorder.signature.equals(again) ? { need, recording: recorder.recording() } : { need };
}

/** Writes down the calls of kernels while they are made. */
class Recorder implements Watcher {
  readonly #calls: Omit<Call, "last">[] = [];
  readonly #constants: [buffer: number, info: Info][] = [];
  readonly signature = new Signature();
  /** Whether the step, so far, does the same with other numbers. */
  repeatable = true;
  readonly #backend: TrainingBackend;
  readonly #most: number;
  readonly #numbers = new Map<object, number>();
  /** Buffers that are an input, a constant, or what a kernel has made. */
  readonly #made = new Set<number>();
  /** Numbers from JavaScript of which tensors were made. */
  readonly #brought = new Map<object, tf.BackendValues>();
  #inputs: Recording["inputs"] = [];
  #results: readonly Result[] = [];
  #origins = new Map<tf.Tensor, TensorPath>();
  #numbersBrought = 0;
  #inKernel = false;

  constructor(backend: TrainingBackend, most: number) {
    this.#backend = backend;
    this.#most = most;
  }

  begin(input: StepInput): void {
    this.signature.begin(input);
    const given = flattenStep(input);
    this.#origins = new Map(given.map(({ path, tensor }) => [tensor, path]));
    this.#inputs = given.map(({ path, tensor }) => {
      const operand = this.#operand(tensor);
      this.#made.add(operand.buffer);
      return { ...operand, path };
    });
  }

  end(output: StepOutput): void {
    this.#results = flattenStep(output).map(({ path, tensor }): Result => ({
      ...this.#used(tensor),
      path,
      input: this.#origins.get(tensor),
    }));
    this.signature.end(output);
    this.#origins.clear();
  }

  /** What was recorded; the numbers that the step brings itself are made tensors now. */
  recording(): Recording {
    const inputs = this.#inputs, results = this.#results, calls = needed(this.#calls, results);
    const read = new Set(
      [...calls.flatMap(({ inputs }) => inputs.map(([, one]) => one)), ...results]
        .map(({ buffer }) => buffer),
    );
    const constants = this.#constants.filter(([buffer]) => read.has(buffer))
      .map(([buffer, { dataId, shape, dtype }]) => {
        const values = this.#brought.get(dataId)!;
        return [buffer, {
          dataId: this.#backend.write(values, shape, dtype),
          shape,
          dtype,
        }] as const;
      });
    const kept = [...inputs, ...constants.map(([buffer]) => ({ buffer })), ...results];
    return {
      ...{ inputs, constants, results, buffers: this.#numbers.size },
      calls: withLastUses(calls, new Set(kept.map(({ buffer }) => buffer))),
    };
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
      .map(([key, info]) => [key, this.#used(info)] as const);
    this.#inKernel = true;
    try {
      const result = compute(), infos = Array.isArray(result) ? result : [result];
      const outputs = infos.map(({ dataId }) => this.#number(dataId));
      const isAlias = outputs.length === 1 && this.#made.has(outputs[0]);
      if (!isAlias) {
        this.repeatable &&= !outputs.some((buffer) => this.#made.has(buffer)) &&
          !OPEN_SHAPES.has(name);
        const shapes = infos.map(({ shape }) => shape), list = Array.isArray(given);
        this.#calls.push({ name, func, attributes, inputs, outputs, shapes, list });
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
    this.#numbersBrought += values.length;
    this.repeatable &&= this.#numbersBrought <= this.#most;
    // whoever has made the array may fill it with other numbers
    if (this.repeatable) this.#brought.set(dataId, values.slice());
    this.signature.bring(values);
  }

  /** A tensor that a kernel takes, or that the step gives. */
  #used(info: Info): Operand {
    const operand = this.#operand(info);
    if (!this.#made.has(operand.buffer)) {
      // numbers that the step brings itself: kept for every later time
      this.repeatable &&= this.#brought.has(info.dataId);
      this.#constants.push([operand.buffer, info]);
      this.#made.add(operand.buffer);
    }
    return operand;
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
