import * as v from "valibot";
import { count } from "../../core/whole.ts";
import { networkEntries } from "../parts/encoder.ts";
import { sgd, trainingEntries } from "../parts/training.ts";

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** The options of Pseudo-Label; the ramp is the paper's, as shares of the training. */
export const pseudoLabelOptions = v.strictObject({
  backbone: v.optional(networkEntries.backbone.wrapped, "resnet18"),
  /** Labelled images of each class. */
  perClass: v.optional(count, 4),
  /** Labelled images a batch. */
  labelledBatch: v.optional(count, 64),
  /** alpha_f: weight of the network's own labels at the end. */
  unlabelledWeight: v.optional(v.pipe(v.number(), v.minValue(0)), 3),
  /** T1 and T2: where that weight begins to rise, and where it is reached. */
  ramp: v.optional(
    v.pipe(
      v.tuple([share, share]),
      v.check(([from, to]) => from < to, "[from, to] with from < to"),
    ),
    [0.1, 0.6],
  ),
  ...trainingEntries({
    epochs: 1000,
    batchSize: 448,
    batching: "drop",
    optimiser: sgd(0.03, 5e-4),
    schedule: { kind: "fixmatch-cosine" },
  }),
});

export type PseudoLabelOptions = v.InferOutput<typeof pseudoLabelOptions>;
