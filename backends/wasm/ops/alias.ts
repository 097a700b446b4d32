import type { Info, TrainingBackend } from "../runtime.ts";
import { kernel } from "./register.ts";

/** The same numbers under another name: they are never changed, so nothing is copied. */
function alias(backend: TrainingBackend, { dataId, shape, dtype }: Info): Info {
  backend.incRef(dataId);
  return { dataId, shape, dtype };
}

// tfjs's own copies every number, and every tensor that is kept for the gradient is a clone
kernel("Identity", (backend, { x }) => alias(backend, x));

kernel<{ dtype: Info["dtype"] }>("Cast", (backend, { x }, { dtype }) => {
  if (x.dtype === dtype) return alias(backend, x);
  const out = backend.makeOutput(x.shape, dtype);
  backend.typedArrayFromHeap(out).set(backend.typedArrayFromHeap(x));
  return out;
});
