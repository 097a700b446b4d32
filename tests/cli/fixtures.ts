import type { Plan, StepReport } from "../../run/api.ts";
import type { Evaluation } from "../../results/api.ts";

/** An evaluation with everything that can be in one. */
export const EVALUATION: Evaluation = {
  schemaVersion: 1,
  run: "runs/crlc-digits-seed0",
  dataset: "digits",
  step: 560,
  finished: true,
  split: "train",
  samples: 1797,
  selected: { head: 3, acc: 0.968, nmi: 0.936, ari: 0.932, acc5: 0.999, rule: "lowest loss" },
  oracle: { head: 1, acc: 0.97, nmi: 0.937, ari: 0.934, acc5: 0.998, rule: "best ACC" },
  labelFree: {
    clusters: 10,
    usedClusters: 9,
    entropy: 2.28,
    maxEntropy: Math.log(10),
    meanConfidence: 0.93,
    headAgreement: 0.91,
    sizes: [182, 0, 178, 190, 170, 200, 177, 180, 340, 180],
  },
  heads: [0, 1, 2, 3, 4].map((head) => ({
    head,
    loss: 3.6 + head / 100,
    acc: 0.9,
    nmi: 0.8,
    ari: 0.7,
  })),
  scores: [{
    split: "train",
    samples: 1797,
    selected: { head: 3, acc: 0.968, nmi: 0.936, ari: 0.932, acc5: 0.999, rule: "lowest loss" },
    oracle: { head: 1, acc: 0.97, nmi: 0.937, ari: 0.934, acc5: 0.998, rule: "best ACC" },
  }],
  yardstick: [
    { name: "k-means on pixels", fittedOn: 1797, acc: 0.793, nmi: 0.742, ari: 0.667 },
    { name: "k-means on features", fittedOn: 1797, acc: 0.9, nmi: 0.85, ari: 0.8 },
  ],
};

export const PLAN: Plan = {
  run: "runs/crlc-digits-seed0",
  recipe: {
    name: "crlc/digits",
    about: "",
    strategy: "crlc",
    dataset: { name: "digits", split: "train", options: {} },
    clusters: 10,
    input: {
      size: [8, 8],
      normalise: "dataset",
      augment: { none: [], weak: [], simclr: [], strong: [] },
    },
    options: {},
    seed: 0,
  },
  backend: "wasm",
  device: "WebAssembly, relaxed SIMD",
  threads: 2,
  backendReason:
    "tensorflow would be preferred: it is not installed; crlc backends install tensorflow",
  samples: 1797,
  stages: ["train"],
  stepsPerEpoch: 14,
  epochs: 40,
  steps: 560,
  doneSteps: 140,
  weights: 123456,
};

export const STEP: StepReport = {
  stage: "train",
  kind: "train",
  epoch: 12,
  epochs: 40,
  step: 160,
  steps: 560,
  imagesPerSecond: 1532.4,
  secondsLeft: 42.3,
  terms: { featureLoss: 2.7123, clusterLoss: 3.6789, entropy: 2.2 },
};
