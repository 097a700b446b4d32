import { tf } from "../tf.ts";
import type { Call, Recording } from "./recording.ts";
import type { Info, TrainingBackend } from "./runtime.ts";

/** Most numbers that are computed beforehand, since they are kept. */
const MOST_NUMBERS = 2 ** 24;

/**
 * Computes once what depends on the step's own numbers alone, such as masks.
 *
 * @returns The recording without those calls; their results are among its constants.
 */
export function foldConstants(backend: TrainingBackend, recording: Recording): Recording {
  const known = new Map(recording.constants);
  let numbers = 0;

  function fold({ name, func, attributes, inputs, list, outputs, shapes }: Call): boolean {
    if (!inputs.every(([, { buffer }]) => known.has(buffer))) return false;
    const size = shapes.reduce((sum, shape) => sum + tf.util.sizeFromShape(shape), 0);
    if (numbers + size > MOST_NUMBERS) return false;
    const given = inputs.map(([key, { buffer, shape, dtype }]) =>
      [key, { dataId: known.get(buffer)!.dataId, shape, dtype } as Info] as const
    );
    const taken = list
      ? given.map(([, info]) => info) as unknown as tf.NamedTensorInfoMap
      : Object.fromEntries(given);
    const made = [backend.dispatch(name, func, taken, attributes)].flat();
    if (!made.every(({ shape }, i) => tf.util.arraysEqual(shape, shapes[i]))) {
      for (const { dataId } of made) backend.disposeData(dataId);
      return false;
    }
    made.forEach((info, i) => known.set(outputs[i], info));
    numbers += size;
    return true;
  }

  const calls = recording.calls.filter((call) => !fold(call));
  const read = new Set([
    ...calls.flatMap(({ inputs }) => inputs.map(([, { buffer }]) => buffer)),
    ...recording.results.map(({ buffer }) => buffer),
  ]);
  for (const [buffer, { dataId }] of known) if (!read.has(buffer)) backend.disposeData(dataId);
  return {
    ...recording,
    constants: [...known].filter(([buffer]) => read.has(buffer)),
    calls: calls.map((call) => ({
      ...call,
      last: call.last.filter((buffer) => !known.has(buffer)),
    })),
  };
}
