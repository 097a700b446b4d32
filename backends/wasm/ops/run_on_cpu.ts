import { tf } from "../../tf.ts";
import type { Info, TrainingBackend } from "../runtime.ts";

/** The JavaScript backend of tfjs, as far as it is used here. */
interface Cpu {
  readonly data: { get(id: tf.DataId): { readonly values: ArrayLike<number> } };
  makeTensorInfo(shape: number[], dtype: tf.DataType, values: tf.TypedArray): Info;
  disposeIntermediateTensorInfo(info: Info): void;
}

/** What kernels are given: tensors by name, or a list of them. */
export type Given = tf.NamedTensorInfoMap | Info[];

/**
 * Runs a kernel of tfjs's JavaScript backend on tensors of the heap: right, slow, and the way for
 * what neither tfjs's nor our own kernels do in WebAssembly.
 *
 * @param name The kernel's name, the same on every backend.
 * @throws {Error} What the kernel throws, as it would on `cpu`.
 */
export function runOnCpu(
  backend: TrainingBackend,
  name: string,
  inputs: Given,
  attrs: tf.NamedAttrMap | undefined,
): Info | Info[] {
  const cpu = tf.findBackend("cpu") as unknown as Cpu;
  const made: Info[] = [];
  const take = (info: Info): Info => {
    // a copy: the heap may grow and move, and kernels may keep what they are given
    const values = backend.typedArrayFromHeap(info).slice();
    const copy = cpu.makeTensorInfo(info.shape, info.dtype, values);
    made.push(copy);
    return copy;
  };
  const give = (info: Info): Info => {
    const { values } = cpu.data.get(info.dataId);
    const out = backend.makeOutput([...info.shape], info.dtype);
    backend.typedArrayFromHeap(out).set(values);
    return out;
  };
  try {
    const taken = Array.isArray(inputs) ? inputs.map(take) : Object.fromEntries(
      Object.entries(inputs).flatMap(([key, info]) => info ? [[key, take(info)]] : []),
    );
    const { kernelFunc } = tf.getKernel(name, "cpu");
    const out = kernelFunc({
      inputs: taken as tf.NamedTensorInfoMap,
      attrs,
      backend: cpu as never,
    });
    if (!Array.isArray(out)) {
      made.push(out);
      return give(out);
    }
    made.push(...out);
    return out.map(give);
  } finally {
    for (const info of made) cpu.disposeIntermediateTensorInfo(info);
  }
}
