import type { StepInput, StepOutput } from "../backend.ts";
import { flattenStep, type StepTensor, unflattenStep } from "../step_tensors.ts";
import { tf } from "../tf.ts";
import type { Call, Recording } from "./recording.ts";
import type { Info, TrainingBackend } from "./runtime.ts";

/**
 * A recorded step, ready to be run.
 *
 * @returns The output, or nothing where the input is not of the recorded names and shapes, or what a
 *   kernel makes is of another shape than it was: the step must then be run in another way.
 */
export function replayer(
  backend: TrainingBackend,
  recording: Recording,
): (input: StepInput) => StepOutput | undefined {
  const { inputs, constants, results } = recording;
  const calls = recording.calls.map(prepare);
  return (input) => {
    const given = flattenStep(input);
    const fits = given.length === inputs.length &&
      given.every((one, i) => isLike(one, inputs[i])) &&
      new Set(given.map(({ tensor }) => tensor.dataId)).size === given.length &&
      given.every(({ tensor }) => backend.dataIdMap.has(tensor.dataId));
    if (!fits) return undefined;
    const data: (object | undefined)[] = new Array(recording.buffers);
    given.forEach(({ tensor }, i) => data[i] = tensor.dataId);
    for (const [buffer, { dataId }] of constants) data[buffer] = dataId;
    const shared = new Set(Array.from(data, (id, buffer) => id ? buffer : -1));
    const drop = () =>
      data.forEach((id, buffer) => id && !shared.has(buffer) && backend.disposeData(id));
    try {
      for (const call of calls) {
        for (const { buffer, info } of call.operands) info.dataId = data[buffer]!;
        const made = backend.dispatch(call.name, call.func, call.inputs, call.attributes);
        const infos = Array.isArray(made) ? made : [made];
        call.outputs.forEach((buffer, i) => data[buffer] = infos[i].dataId);
        if (!infos.every(({ shape }, i) => tf.util.arraysEqual(shape, call.shapes[i]))) {
          drop();
          return undefined;
        }
        for (const buffer of call.last) {
          backend.disposeData(data[buffer]!);
          data[buffer] = undefined;
        }
      }
    } catch (error) {
      drop();
      throw error;
    }
    const first = new Set<number>();
    const tensors = results.map(({ path, buffer, shape, dtype, input: handedOn }): StepTensor => {
      if (handedOn) return { path, tensor: given[buffer].tensor };
      const dataId = data[buffer]!;
      if (shared.has(buffer) || first.has(buffer)) backend.incRef(dataId);
      first.add(buffer);
      const info = { dataId, shape, dtype };
      return { path, tensor: tf.engine().makeTensorFromTensorInfo(info, backend) };
    });
    return unflattenStep<StepOutput>(["weights", "buffers", "slots", "terms"], tensors);
  };
}

function isLike(
  { path: [group, name], tensor: { shape, dtype } }: StepTensor,
  wanted: Recording["inputs"][number],
): boolean {
  return group === wanted.path[0] && name === wanted.path[1] && dtype === wanted.dtype &&
    shape.length === wanted.shape.length && shape.every((size, i) => size === wanted.shape[i]);
}

/** A call with the objects that the kernel gets, made once: only the tensors' memory changes. */
function prepare(call: Call) {
  const operands = call.inputs.map(([key, { buffer, shape, dtype }]) => ({
    ...{ key, buffer },
    info: { dataId: {}, shape, dtype } as Info,
  }));
  const inputs = call.list
    ? operands.map(({ info }) => info) as unknown as tf.NamedTensorInfoMap
    : Object.fromEntries(operands.map(({ key, info }) => [key, info]));
  return { ...call, operands, inputs };
}
