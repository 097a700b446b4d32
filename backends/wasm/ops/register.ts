import { tf } from "../../tf.ts";
import type { Info, TrainingBackend } from "../runtime.ts";
import { tfjsKernels } from "./tfjs_kernels.ts";

type Inputs = Record<string, Info>;
type KernelFunction<Attributes> = (
  backend: TrainingBackend,
  inputs: Inputs,
  attributes: Attributes,
  /** The kernel that this one replaces, on the same tensors. */
  stock: () => Info | Info[],
) => Info | Info[];

/** A kernel of the wasm backend that tfjs does not know yet. */
interface OwnKernel {
  readonly kernelName: string;
  readonly kernelFunc: KernelFunction<never>;
}

/** Runs a kernel on the active backend. */
type Run<Attributes> = (
  inputs: tf.NamedTensorMap,
  attributes: Attributes,
) => tf.Tensor | tf.Tensor[];

/** What a file of kernels brings. */
export interface KernelFile {
  readonly kernels: readonly OwnKernel[];
  readonly gradients?: readonly tf.GradConfig[];
}

/**
 * Names a kernel of the wasm backend. tfjs knows it once it is installed, in place of tfjs's own
 * where that has the same name.
 *
 * @returns The kernel, which can then be called.
 */
export function kernel<Attributes extends object>(
  kernelName: string,
  kernelFunc: KernelFunction<Attributes>,
): OwnKernel & Run<Attributes> {
  const run: Run<Attributes> = (inputs, attributes) =>
    tf.engine().runKernel(kernelName, inputs, attributes as unknown as tf.NamedAttrMap);
  return Object.assign(run, { kernelName, kernelFunc: kernelFunc as KernelFunction<never> });
}

/**
 * Makes kernels and their gradients known to tfjs, its own kernels with what they need to be right,
 * and has every call of one, tfjs's own included, pass through `TrainingBackend.dispatch()`.
 *
 * @returns Puts back what was there before.
 */
export function install(files: readonly KernelFile[]): () => void {
  const stock = tf.getKernelsForBackend("wasm");
  const others = tfjsKernels();
  const replaced = new Map(others.map((config) => [config.kernelName, config]));
  const own = files.flatMap(({ kernels }) => kernels).map(
    ({ kernelName, kernelFunc }): tf.KernelConfig => ({
      kernelName,
      backendName: "wasm",
      // what is replaced may still be called, and is made ready with the backend
      setupFunc: replaced.get(kernelName)?.setupFunc,
      kernelFunc: (call) => {
        const { inputs, attrs, backend } = call;
        const stock = () => replaced.get(kernelName)!.kernelFunc(call);
        return kernelFunc(backend as TrainingBackend, inputs as Inputs, attrs as never, stock);
      },
    }),
  );
  const kernels = new Map([...others, ...own].map((config) => [config.kernelName, config]));
  for (const { kernelName } of stock) tf.unregisterKernel(kernelName, "wasm");
  for (const config of kernels.values()) {
    const { kernelName, kernelFunc } = config;
    tf.registerKernel({
      ...config,
      kernelFunc: ({ inputs, attrs, backend }) =>
        (backend as TrainingBackend).dispatch(kernelName, kernelFunc, inputs, attrs),
    });
  }
  const gradients = files.flatMap(({ gradients = [] }) => gradients);
  for (const config of gradients) tf.registerGradient(config);
  return () => {
    for (const { kernelName } of gradients) tf.unregisterGradient(kernelName);
    for (const kernelName of kernels.keys()) tf.unregisterKernel(kernelName, "wasm");
    for (const config of stock) tf.registerKernel(config);
  };
}
