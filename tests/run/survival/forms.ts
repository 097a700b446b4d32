import { PLUGINS } from "../training.ts";
import type { SmallRun } from "./small_run.ts";

type Form = Pick<SmallRun, "strategy" | "epochs" | "set" | "bare" | "plugins">;

/** A strategy that computes something anew while it trains, a form an option. */
const renewing = (form: string): Form => ({
  strategy: "renewing",
  bare: true,
  plugins: [PLUGINS.blobs, new URL("../train/renewing.ts", import.meta.url).pathname],
  set: [`form=${form}`],
});

const training = '{"epochs":1,"batchSize":16,"batching":"drop"}';
const pretrain = ["featureSize=4", `pretrain=${training}`];
/** Half of the images once more, for the representation alone. */
const AUXILIARY = 'dataset.auxiliary={"split":"train","first":16}';
const labelled = ["perClass=1", "labelledBatch=5"];

/** The forms a run can take, as far as what it saves is concerned: each strategy, and ways to train. */
export const FORMS: Readonly<Record<string, Form>> = {
  "crlc": {},
  "crlc, carried batches": {
    set: ["batching=carry", "batchSize=12", "dataset.options.count=32"],
  },
  "crlc, adam": { set: ['optimiser={"kind":"adam","learningRate":0.01}'] },
  "crlc, auxiliary images": { set: ["featureSize=4", AUXILIARY] },
  "contrastive-clustering": { strategy: "contrastive-clustering", set: ["featureSize=4"] },
  "crlc-bank": { strategy: "crlc-bank", set: ["featureSize=4", "bankNegatives=7"] },
  "crlc-bank, auxiliary images": {
    strategy: "crlc-bank",
    set: ["featureSize=4", "bankNegatives=7", AUXILIARY],
  },
  "crlc-head": { strategy: "crlc-head" },
  "crlc-semi": { strategy: "crlc-semi", set: ["featureSize=4", ...labelled] },
  "crlc-two-stage": { strategy: "crlc-two-stage", epochs: 1, set: [...pretrain, "neighbours=3"] },
  "fixmatch": { strategy: "fixmatch", set: [...labelled, "threshold=0.3"] },
  "iic": { strategy: "iic" },
  "kmeans": { strategy: "kmeans", bare: true, set: ["starts=2"] },
  "pica": { strategy: "pica" },
  "pseudo-label": { strategy: "pseudo-label", set: [...labelled, "ramp=[0,0.5]"] },
  "renewed targets, an autoencoder before": renewing("targets"),
  "renewed blocks": renewing("blocks"),
  "renewed clusters": renewing("merges"),
  "a pass after, images in order": renewing("after"),
  "scan": {
    strategy: "scan",
    epochs: 1,
    set: [...pretrain, "neighbours=3", `selfLabel=${training.replace("}", ',"threshold":0.3}')}`],
  },
  "simclr": { strategy: "simclr", set: ["featureSize=4", "starts=2"] },
};
