import type { Step, StepInput, StepOutput } from "../backend.ts";
import { eager } from "../eager.ts";
import { type Tensors, tf } from "../tf.ts";
import type { Info, Interceptor, TrainingBackend } from "./runtime.ts";

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

/**
 * Runs a step as it is and writes down which kernels it calls, so that it can be run again without
 * the step's own text: it is pure, and its shapes are fixed.
 *
 * @returns The output, and the recording unless the step cannot be run from one, as when it reads a
 *   tensor back or two of its inputs are the same memory.
 */
export async function record(
  backend: TrainingBackend,
  step: Step,
  input: StepInput,
): Promise<{ output: StepOutput; recording?: Recording }> {
  const buffers = new Map<object, number>();
  const number = (dataId: object) => {
    if (!buffers.has(dataId)) buffers.set(dataId, buffers.size);
    return buffers.get(dataId)!;
  };
  const operand = ({ dataId, shape, dtype }: Info) => ({ buffer: number(dataId), shape, dtype });
  const inputs = placed(input as unknown as Groups);
  const taken = inputs.map(({ place, tensor }) => ({ ...operand(tensor), place }));
  if (buffers.size < inputs.length || inputs.some(({ tensor }) => !isHere(backend, tensor))) {
    return { output: await eager(step)(input) };
  }

  const calls: Omit<Call, "last">[] = [], constants: [number, Info][] = [];
  const made = new Set(buffers.values());
  let inKernel = false, replayable = true;
  const found = (info: Info): Operand => {
    const read = operand(info);
    if (!made.has(read.buffer)) {
      // numbers that the step brings itself: kept for every later time
      backend.incRef(info.dataId);
      constants.push([read.buffer, info]);
      made.add(read.buffer);
    }
    return read;
  };
  const recorder: Interceptor = {
    kernel(name, func, given, attributes) {
      const run = () => func({ inputs: given, attrs: attributes, backend });
      if (inKernel) return run();
      const inputs = Object.entries(given)
        .filter((entry): entry is [string, Info] => entry[1] !== undefined && entry[1] !== null)
        .map(([key, info]) => [key, found(info)] as const);
      inKernel = true;
      try {
        const result = run(), infos = Array.isArray(result) ? result : [result];
        const outputs = infos.map(({ dataId }) => number(dataId));
        const isAlias = outputs.length === 1 && made.has(outputs[0]);
        if (!isAlias) {
          replayable &&= !outputs.some((buffer) => made.has(buffer));
          calls.push({ name, func, attributes, inputs, outputs, list: Array.isArray(given) });
        }
        for (const buffer of outputs) made.add(buffer);
        return result;
      } finally {
        inKernel = false;
      }
    },
    read() {
      replayable &&= inKernel;
    },
  };
  const outer = backend.interceptor;
  backend.interceptor = recorder;
  let output: StepOutput;
  try {
    output = await eager(step)(input);
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
  if (!replayable) {
    for (const [, { dataId }] of constants) backend.disposeData(dataId);
    return { output };
  }
  const kept = [...taken, ...constants.map(([buffer]) => ({ buffer })), ...results];
  return {
    output,
    recording: {
      ...{ inputs: taken, constants, results, buffers: buffers.size },
      calls: withLastUses(needed(calls, results), new Set(kept.map(({ buffer }) => buffer))),
    },
  };
}

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
