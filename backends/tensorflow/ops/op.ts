import { tf } from "../../tf.ts";
import type { Kernels } from "../kernels/kernel.ts";

/** Tensors and attributes of a kernel; `any` because tfjs types neither. */
// deno-lint-ignore no-explicit-any
type Loose = any;

interface Definition {
  /** Computes the results. */
  readonly kernel: Kernels[string];
  /** Inputs that the gradient reads. */
  readonly saveInputs?: readonly string[];
  /** Results that the gradient reads. */
  readonly saveOutputs?: readonly boolean[];
  /** For each input what gives its gradient, from that of the first result. */
  readonly gradient?: (dy: tf.Tensor, saved: tf.Tensor[], attributes: Loose) => {
    readonly [input: string]: () => tf.Tensor;
  };
}

/** A kernel and its gradient, as they are made known to tfjs when the backend is opened. */
export interface Op {
  readonly kernelName: string;
  readonly kernel: Kernels[string];
  readonly gradient?: tf.GradConfig;
}

/** Runs a kernel on the active backend. */
type Run<Attributes> = (inputs: tf.NamedTensorMap, attributes: Attributes) => tf.Tensor[];

/**
 * Names a kernel and its gradient. Their names are TensorFlow's alone: tfjs keeps gradients of all
 * backends in one table.
 *
 * @returns The op, which can be called while it is installed.
 */
export function op<Attributes extends object>(
  name: string,
  { kernel, saveInputs = [], saveOutputs, gradient }: Definition,
): Op & Run<Attributes> {
  const kernelName = `TensorFlow${name}`;
  const run: Run<Attributes> = (inputs, attributes) => {
    const result = tf.engine().runKernel(
      kernelName,
      inputs,
      attributes as unknown as tf.NamedAttrMap,
    );
    return Array.isArray(result) ? result : [result as tf.Tensor];
  };
  return Object.assign(run, {
    kernelName,
    kernel,
    gradient: gradient && {
      kernelName,
      inputsToSave: [...saveInputs],
      outputsToSave: saveOutputs && [...saveOutputs],
      gradFunc: (dy: tf.Tensor | tf.Tensor[], saved: tf.Tensor[], attributes: tf.NamedAttrMap) =>
        gradient(Array.isArray(dy) ? dy[0] : dy, saved, attributes),
    },
  });
}
