import { labelFree } from "../../metrics/label_free.ts";
import { nmi } from "../../metrics/nmi.ts";
import { score } from "../../metrics/score.ts";
import { topAccuracy } from "../../metrics/top_accuracy.ts";
import type { ChosenHead, HeadScore, LabelFree, SplitScore } from "../api.ts";
import { assignmentsOf, type Predictions } from "../../run/train/predict.ts";

/** Where there are fewer classes, the five most probable clusters say little. */
const CLASSES_FOR_TOP5 = 10;

export const SELECTED = "sub-head with the lowest cluster loss over the last epoch, no label seen";
export const ONLY = "the only head";
export const ORACLE = "sub-head with the highest accuracy by label, as the authors' code reports";

/**
 * Scores of every sub-head against the labels; without labels only their losses.
 *
 * @param named Whether cluster c is class c, as after training with labels: accuracy is then plain,
 *   and no matching of clusters to classes flatters it.
 */
export function scoreHeads(
  predictions: Predictions,
  labels: Int32Array | undefined,
  losses: readonly number[] | undefined,
  named = false,
): HeadScore[] {
  return Array.from({ length: predictions.heads }, (_, head) => {
    const loss = losses?.[head];
    if (!labels) return { head, loss };
    const { clusters } = assignmentsOf(predictions, head);
    return { head, loss, ...scoreClusters(labels, clusters, named) };
  });
}

/** ACC, NMI and ARI of clusters; plain accuracy where cluster c is class c. */
export function scoreClusters(labels: Int32Array, clusters: Int32Array, named: boolean) {
  const { acc, nmi, ari } = score(labels, clusters);
  return { acc: named ? agreement(labels, clusters) : acc, nmi, ari };
}

/** Share of images whose cluster has the number of their class. */
function agreement(labels: Int32Array, clusters: Int32Array): number {
  return labels.reduce((sum, label, i) => sum + (label === clusters[i] ? 1 : 0), 0) / labels.length;
}

/**
 * The scores of a split: the head chosen without labels, and apart from it the best by label.
 *
 * @param named Whether cluster c is class c, as in {@link scoreHeads}: the error is told as well.
 */
export function scoreSplit(
  split: string,
  predictions: Predictions,
  labels: Int32Array | undefined,
  heads: readonly HeadScore[],
  selected: number,
  named = false,
): SplitScore {
  const { samples } = predictions;
  const rule = heads.length === 1 ? ONLY : SELECTED;
  if (!labels) return { split, samples, selected: { head: selected, rule } };
  const best = heads.reduce((a, b) => b.acc! > a.acc! ? b : a);
  const withTop5 = (head: number, rule: string): ChosenHead => {
    const { acc, nmi, ari } = heads[head];
    const error = named ? { error: 1 - acc! } : {};
    return { head, acc, nmi, ari, ...topFive(predictions, head, labels), ...error, rule };
  };
  return {
    split,
    samples,
    selected: withTop5(selected, rule),
    oracle: withTop5(best.head, heads.length === 1 ? ONLY : ORACLE),
  };
}

function topFive(
  { probabilities, samples, clusters }: Predictions,
  head: number,
  labels: Int32Array,
): { acc5?: number } {
  if (new Set(labels).size < CLASSES_FOR_TOP5) return {};
  const from = head * samples * clusters;
  const own = probabilities!.subarray(from, from + samples * clusters);
  return { acc5: topAccuracy(own, clusters, labels) };
}

/** What the selected head shows without labels. */
export function describeHead(predictions: Predictions, head: number): LabelFree {
  const { probabilities, samples, clusters, heads } = predictions;
  const from = head * samples * clusters;
  const own = probabilities!.subarray(from, from + samples * clusters);
  const { used, confidence } = labelFree(own, clusters);
  const assigned = assignmentsOf(predictions, head).clusters;
  const sizes = new Array<number>(clusters).fill(0);
  for (const cluster of assigned) sizes[cluster]++;
  const others = Array.from({ length: heads }, (_, other) => other).filter((o) => o !== head);
  const agreement = others.map((o) => nmi(assigned, assignmentsOf(predictions, o).clusters));
  return {
    clusters,
    usedClusters: used,
    entropy: entropyOfMean(own, clusters),
    maxEntropy: Math.log(clusters),
    meanConfidence: confidence,
    headAgreement: others.length === 0
      ? undefined
      : agreement.reduce((a, b) => a + b, 0) / others.length,
    sizes,
  };
}

/** Entropy of the average prediction, in nats. */
function entropyOfMean(probabilities: Float32Array, clusters: number): number {
  const mean = new Float64Array(clusters), n = probabilities.length / clusters;
  for (let i = 0; i < probabilities.length; i++) mean[i % clusters] += probabilities[i] / n;
  return entropyOf(mean);
}

/** Entropy of an average prediction, in nats. */
export function entropyOf(mean: Float32Array | Float64Array): number {
  let entropy = 0;
  for (const m of mean) if (m > 0) entropy -= m * Math.log(m);
  return entropy;
}
