import { tf } from "../../tf.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";

type Body = (
  backend: TensorFlowBackend,
  // deno-lint-ignore no-explicit-any -- tfjs types the inputs of a kernel no further
  inputs: any,
  // deno-lint-ignore no-explicit-any -- nor its attributes
  attributes: any,
) => Info | Info[];

/** The kernels of one file, by the names tfjs knows them by. */
export type Kernels = Readonly<Record<string, Body>>;

/** Kernels whose op takes the same inputs in the same order and needs to be told nothing. */
export function plain(
  inputs: readonly string[],
  ops: Readonly<Record<string, string>>,
): Kernels {
  return Object.fromEntries(
    Object.entries(ops).map(([kernel, op]): [string, Body] => [
      kernel,
      (backend, given: Record<string, Info>) => backend.one(op, inputs.map((name) => given[name])),
    ]),
  );
}

/**
 * Makes kernels known to tfjs under the name of a backend.
 *
 * @returns Takes them away again.
 */
export function install(backendName: string, kernels: Kernels): () => void {
  for (const [kernelName, body] of Object.entries(kernels)) {
    tf.registerKernel({
      kernelName,
      backendName,
      kernelFunc: ({ inputs, attrs, backend }) => body(backend as TensorFlowBackend, inputs, attrs),
    });
  }
  return () => {
    for (const kernelName of Object.keys(kernels)) tf.unregisterKernel(kernelName, backendName);
  };
}
