import * as v from "valibot";
import { count } from "../../core/whole.ts";
import { headEntries, networkEntries } from "../parts/encoder.ts";
import { pretrainingEntries } from "../parts/pretraining.ts";
import { adam, trainingEntries } from "../parts/training.ts";

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** How the network learns from what it is sure of. */
const selfLabelling = v.strictObject({
  /** Images whose most probable cluster has more than this are learned from. */
  threshold: v.optional(share, 0.99),
  ...trainingEntries({
    epochs: 200,
    batchSize: 1000,
    batching: "drop",
    optimiser: adam(1e-4, 1e-4),
    schedule: { kind: "constant" },
  }),
});

/** The options of SCAN with its own defaults for CIFAR-10; those of training are the clustering's. */
export const scanOptions = v.strictObject({
  ...networkEntries,
  backbone: v.optional(networkEntries.backbone.wrapped, "resnet18"),
  ...headEntries(1),
  /** The pretext task's. */
  pretrain: v.optional(v.strictObject(pretrainingEntries), {}),
  /** Neighbours an image's partner is drawn from. */
  neighbours: v.optional(count, 20),
  /** lambda: weight of the entropy. */
  entropyWeight: v.optional(v.pipe(v.number(), v.minValue(0)), 5),
  selfLabel: v.optional(selfLabelling, {}),
  ...trainingEntries({
    epochs: 50,
    batchSize: 128,
    batching: "drop",
    optimiser: adam(1e-4, 1e-4),
    schedule: { kind: "constant" },
  }),
});

export type ScanOptions = v.InferOutput<typeof scanOptions>;
