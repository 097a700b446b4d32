import type { Info, TrainingBackend } from "../runtime.ts";
import { kernel } from "./register.ts";

/** The same numbers under another name: they are never changed, so nothing is copied. */
function alias(backend: TrainingBackend, { dataId, shape, dtype }: Info): Info {
  backend.incRef(dataId);
  return { dataId, shape, dtype };
}

// tfjs's own copies every number, and every tensor that is kept for the gradient is a clone
const identity = kernel("Identity", (backend, { x }) => alias(backend, x));

// tfjs's own copies the numbers, and takes 3 for a truth value
const cast = kernel<{ dtype: "float32" | "int32" | "bool" }>(
  "Cast",
  (backend, { x }, { dtype }) => {
    if (x.dtype === dtype) return alias(backend, x);
    const out = backend.makeOutput(x.shape, dtype);
    const from = backend.typedArrayFromHeap(x), to = backend.typedArrayFromHeap(out);
    if (dtype === "bool") { for (let i = 0; i < to.length; i++) to[i] = from[i] === 0 ? 0 : 1; }
    else to.set(from);
    return out;
  },
);

export const kernels = [identity, cast];
