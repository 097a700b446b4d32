import type { SmallRun } from "./small_run.ts";

/** The forms a run can take, as far as what it saves is concerned. */
export const FORMS: Readonly<Record<string, Pick<SmallRun, "set">>> = {
  drop: {},
  carry: { set: ["batching=carry", "batchSize=12", "dataset.options.count=32"] },
  adam: { set: ['optimiser={"kind":"adam","learningRate":0.01}'] },
};
