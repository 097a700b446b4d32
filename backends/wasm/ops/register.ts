import { tf } from "../../tf.ts";
import type { Info, TrainingBackend } from "../runtime.ts";

type Inputs = Record<string, Info>;
type KernelFunction<Attributes> = (
  backend: TrainingBackend,
  inputs: Inputs,
  attributes: Attributes,
) => Info | Info[];

interface Form {
  readonly kernelName: string;
  readonly kernelFunc: KernelFunction<never>;
}

const forms: Form[] = [];

/**
 * Names a kernel of the wasm backend. It becomes known to tfjs with `installKernels()`, in place of
 * tfjs's own where that has the same name.
 *
 * @returns Runs the kernel on the active backend.
 */
export function kernel<Attributes extends object>(
  kernelName: string,
  kernelFunc: KernelFunction<Attributes>,
): (inputs: tf.NamedTensorMap, attributes: Attributes) => tf.Tensor | tf.Tensor[] {
  forms.push({ kernelName, kernelFunc: kernelFunc as KernelFunction<never> });
  return (inputs, attributes) =>
    tf.engine().runKernel(kernelName, inputs, attributes as unknown as tf.NamedAttrMap);
}

/** Makes the kernels known to tfjs. */
export function installKernels(): () => void {
  const replaced = forms.flatMap(({ kernelName }) => tf.getKernel(kernelName, "wasm") ?? []);
  for (const { kernelName } of replaced) tf.unregisterKernel(kernelName, "wasm");
  for (const { kernelName, kernelFunc } of forms) {
    tf.registerKernel({
      kernelName,
      backendName: "wasm",
      kernelFunc: ({ inputs, attrs, backend }) =>
        kernelFunc(backend as TrainingBackend, inputs as Inputs, attrs as never),
    });
  }
  return () => {
    for (const { kernelName } of forms) tf.unregisterKernel(kernelName, "wasm");
    for (const config of replaced) tf.registerKernel(config);
  };
}
