import type { StrategyCase } from "../../../contracts/strategy/strategy_checks.ts";
import { heads, labels, pretrain, small, training } from "./small.ts";

const contrastive = { ...small, ...heads, featureSize: 4 };
const bank = { name: "crlc-bank", options: { ...contrastive, bankNegatives: 7 } };
const crlc = { name: "crlc", options: contrastive };
const twoStage = {
  name: "crlc-two-stage",
  options: { ...small, ...heads, ...pretrain, neighbours: 3 },
};
const few = { ...small, ...labels };
const plain = {
  ...training,
  network: { convolutions: [[4], [8]], padding: "same" },
  // Of small steps: pairs stay on their side of the thresholds on every backend.
  optimiser: { kind: "rmsprop", learningRate: 1e-5 },
};
const blocks = { size: 24, passes: 1, repeats: 2 };

/** How the suite runs each strategy of crlc, by family. */
export const CASES = {
  alternating: [
    {
      name: "dec",
      options: {
        ...training,
        widths: [6, 3],
        layerByLayer: false,
        pretrain: { steps: 2, batchSize: 12, dropout: 0.2 },
        starts: 2,
        renewEvery: 1,
        endsBelow: 0,
      },
    },
    {
      name: "jule",
      options: { ...small, featureSize: 4, neighbours: 3, mergedShare: 0.4, largestBelow: 4 },
    },
  ],
  baselines: [{ name: "kmeans", options: { starts: 2 }, trained: false }],
  contrastive: [
    { name: "contrastive-clustering", options: contrastive },
    {
      name: "contrastive-clustering",
      // In a narrower network some image has no feature at all, and its gradient is rounding alone.
      options: {
        ...contrastive,
        backbone: { ...small.backbone, widths: [8] },
        featureSize: 8,
        epochs: 2,
      },
      auxiliary: true,
    },
    { name: "drc", options: small },
    { name: "pica", options: { ...small, overclusters: 5, copies: 2 }, auxiliary: true },
    { name: "simclr", options: { ...small, featureSize: 4, starts: 2 } },
  ],
  crlc: [
    crlc,
    bank,
    { name: "crlc-head", options: { ...small, ...heads } },
    { name: "crlc-semi", options: { ...contrastive, ...labels }, labelled: true },
    twoStage,
    ...[crlc, bank, twoStage].map((c) => ({
      ...c,
      auxiliary: true,
      options: { ...c.options, epochs: 2 },
    })),
  ],
  features: [
    {
      name: "scan",
      options: {
        ...small,
        ...heads,
        ...pretrain,
        neighbours: 3,
        selfLabel: { ...training, threshold: 0.3, inertia: 0.5 },
      },
    },
    { name: "crlc-features", options: { ...training, ...heads, neighbours: 3 } },
    { name: "temi", options: { ...training, ...heads, neighbours: 3 } },
    { name: "turtle", options: { ...training, ...heads, innerSteps: 2 } },
    {
      name: "mcr2",
      options: {
        ...small,
        projection: 4,
        copies: 3,
        clusterer: "spectral",
        neighbours: 3,
        starts: 2,
      },
    },
  ],
  mutual_information: [{
    name: "iic",
    options: {
      ...small,
      ...heads,
      overclusters: 5,
      copies: 2,
      batching: "in-order",
      first: "main",
    },
  }],
  pairs: [
    { name: "ddc-reduced", options: plain },
    { name: "dac", options: { ...plain, blocks, selfWeight: 1 } },
    { name: "dccm", options: { ...plain, blocks, criticWidth: 4, graphThreshold: 0.9 } },
  ],
  semi_supervised: [
    {
      name: "fixmatch",
      // A length in steps that is no whole number of epochs.
      options: { ...few, threshold: 0.3, align: true, mean: "masked", steps: 3 },
      labelled: true,
    },
    { name: "mean-teacher", options: { ...few, teacherStatistics: "own" }, labelled: true },
    { name: "mixmatch", options: few, labelled: true },
    { name: "pi-model", options: { ...few, jointBatch: true }, labelled: true },
    {
      name: "pseudo-label",
      options: { ...few, threshold: 0.3, ramp: [0, 0.5] },
      labelled: true,
    },
    {
      name: "remixmatch",
      options: {
        ...few,
        strongViews: 2,
        backbone: { ...small.backbone, block: "pre-activation" },
      },
      labelled: true,
    },
    { name: "supervised", options: few, labelled: true },
    {
      name: "uda",
      options: {
        ...few,
        threshold: 0.3,
        annealing: "linear",
        entropyWeight: 0.1,
        averageDecay: 0,
      },
      labelled: true,
    },
  ],
} satisfies Readonly<Record<string, readonly StrategyCase[]>>;
