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

/** Kernels of the ops of training, for the backend to install. */
export const trainingKernels: Record<string, Kernels[string]> = {};

/**
 * Names a kernel and its gradient. Their names are TensorFlow's alone: tfjs keeps gradients of all
 * backends in one table.
 *
 * @returns Runs the kernel on the active backend.
 */
export function op<Attributes extends object>(
  name: string,
  { kernel, saveInputs = [], saveOutputs, gradient }: Definition,
): (inputs: tf.NamedTensorMap, attributes: Attributes) => tf.Tensor[] {
  const kernelName = `TensorFlow${name}`;
  trainingKernels[kernelName] = kernel;
  if (gradient) {
    tf.registerGradient({
      kernelName,
      inputsToSave: [...saveInputs],
      outputsToSave: saveOutputs && [...saveOutputs],
      gradFunc: (dy, saved, attributes) =>
        gradient(Array.isArray(dy) ? dy[0] : dy, saved, attributes),
    });
  }
  return (inputs, attributes) => {
    const result = tf.engine().runKernel(
      kernelName,
      inputs,
      attributes as unknown as tf.NamedAttrMap,
    );
    return Array.isArray(result) ? result : [result as tf.Tensor];
  };
}
