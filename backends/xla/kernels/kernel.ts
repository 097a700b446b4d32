import type { Kernels as AnyKernels } from "../../traced/kernels.ts";
import type { Info, XlaBackend } from "../backend.ts";
import type { Node } from "../hlo/node.ts";

/** The kernels of one file, by the names tfjs knows them by: they make nodes and compute nothing. */
export type Kernels = AnyKernels<XlaBackend, Node | Node[]>;

/** Kernels as tfjs takes them: what they make becomes tensors. */
export const givingTensors = (kernels: Kernels): AnyKernels<XlaBackend> =>
  Object.fromEntries(
    Object.entries(kernels).map(([name, body]) => [
      name,
      (b, inputs, attributes): Info | Info[] => {
        const made = body(b, inputs, attributes);
        return Array.isArray(made) ? made.map((node) => b.own(node)) : b.own(made);
      },
    ]),
  );
