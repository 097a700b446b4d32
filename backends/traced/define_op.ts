import { tf } from "../tf.ts";

/** Tensors and attributes of a kernel; `any` because tfjs types neither. */
// deno-lint-ignore no-explicit-any
type Loose = any;

/** What an op is made of. */
export interface Definition<Kernel> {
  /** Computes the results. */
  readonly kernel: Kernel;
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
export interface Op<Kernel> {
  readonly kernelName: string;
  readonly kernel: Kernel;
  readonly gradient?: tf.GradConfig;
}

/** Runs a kernel on the active backend. */
type Run<Attributes> = (inputs: tf.NamedTensorMap, attributes: Attributes) => tf.Tensor[];

/**
 * Names a kernel and its gradient.
 *
 * @param kernelName Must be of one backend alone: tfjs keeps gradients of all backends in one table.
 * @returns The op, which can be called while it is installed.
 */
export function defineOp<Kernel, Attributes extends object>(
  kernelName: string,
  { kernel, saveInputs = [], saveOutputs, gradient }: Definition<Kernel>,
): Op<Kernel> & Run<Attributes> {
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

/** The kernels of ops, to be installed beside those of tfjs. */
export const kernelsOf = <Kernel>(ops: readonly Op<Kernel>[]): Record<string, Kernel> =>
  Object.fromEntries(ops.map(({ kernelName, kernel }) => [kernelName, kernel]));
