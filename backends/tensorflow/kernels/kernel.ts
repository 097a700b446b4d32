import type { Kernels as AnyKernels } from "../../traced/kernels.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";

/** The kernels of one file, by the names tfjs knows them by. */
export type Kernels = AnyKernels<TensorFlowBackend>;

/** Kernels whose op takes the same inputs in the same order and needs to be told nothing. */
export function plain(
  inputs: readonly string[],
  ops: Readonly<Record<string, string>>,
): Kernels {
  return Object.fromEntries(
    Object.entries(ops).map(([kernel, op]): [string, Kernels[string]] => [
      kernel,
      (backend, given: Record<string, Info>) => backend.one(op, inputs.map((name) => given[name])),
    ]),
  );
}
