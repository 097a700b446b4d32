import { strictEqual } from "node:assert/strict";
import { scoreHeads } from "../../../results/scores/score_heads.ts";

const onePair = {
  samples: 4,
  features: new Float32Array(4),
  featureSize: 1,
  // Clusters 1, 1, 0, 0 of classes 0, 0, 1, 1: right but for their names.
  probabilities: Float32Array.of(0, 1, 0, 1, 1, 0, 1, 0),
  heads: 1,
  clusters: 2,
};
const labels = Int32Array.of(0, 0, 1, 1);

Deno.test("clusters without names are matched to classes", () => {
  strictEqual(scoreHeads(onePair, labels, undefined)[0].acc, 1);
});

Deno.test("after training with labels a cluster is its class, and accuracy is plain", () => {
  strictEqual(scoreHeads(onePair, labels, undefined, true)[0].acc, 0);
  strictEqual(scoreHeads(onePair, Int32Array.of(1, 1, 0, 1), undefined, true)[0].acc, 0.75);
});
