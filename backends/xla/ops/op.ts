import { defineOp, type Definition, type Op as AnyOp } from "../../traced/define_op.ts";
import type { Kernels } from "../kernels/kernel.ts";

/** A kernel and its gradient, as they are made known to tfjs when the backend is opened. */
export type Op = AnyOp<Kernels[string]>;

/** An op whose name is XLA's alone. */
export const op = <Attributes extends object>(
  name: string,
  definition: Definition<Kernels[string]>,
) => defineOp<Kernels[string], Attributes>(`Xla${name}`, definition);
