import { tf } from "../tf.ts";

/**
 * Frees what a forward pass has saved for a backward pass that will not come, because it threw:
 * tfjs does not.
 */
export function forgetTape(): void {
  const { state } = tf.engine() as unknown as {
    state: { activeTape: { saved?: tf.Tensor[] }[] | null; gradientDepth: number };
  };
  if (state.gradientDepth > 0 || !state.activeTape) return;
  for (const { saved } of state.activeTape) tf.dispose(saved ?? []);
  state.activeTape = null;
}
