import type { Tensors } from "../../backends/tf.ts";

/** Disposes of every old tensor that the new state does not carry on. */
export function disposeReplaced(old: readonly Tensors[], current: readonly Tensors[]): void {
  const alive = new Set(current.flatMap((tensors) => Object.values(tensors)));
  for (const tensors of old) {
    for (const tensor of Object.values(tensors)) if (!alive.has(tensor)) tensor.dispose();
  }
}
