import { tf } from "../tf.ts";

/**
 * Kernels by the names tfjs knows them by, each given the backend, the inputs by name and the
 * attributes.
 */
export type Kernels<Backend, Result = tf.TensorInfo | tf.TensorInfo[]> = Readonly<
  Record<
    string,
    (
      backend: Backend,
      // deno-lint-ignore no-explicit-any -- tfjs types the inputs of a kernel no further
      inputs: any,
      // deno-lint-ignore no-explicit-any -- nor its attributes
      attributes: any,
    ) => Result
  >
>;

/**
 * Makes kernels known to tfjs under the name of a backend.
 *
 * @returns Takes them away again.
 */
export function installKernels<Backend>(
  backendName: string,
  kernels: Kernels<Backend>,
): () => void {
  for (const [kernelName, body] of Object.entries(kernels)) {
    tf.registerKernel({
      kernelName,
      backendName,
      kernelFunc: ({ inputs, attrs, backend }) => body(backend as Backend, inputs, attrs),
    });
  }
  return () => {
    for (const kernelName of Object.keys(kernels)) tf.unregisterKernel(kernelName, backendName);
  };
}
