import type { LabelFree } from "../api.ts";

/** Below this share of its largest value, the entropy of clusters tells of a collapse. */
const COLLAPSED = 0.5;
/** A cluster this many times the average is too large. */
const LOPSIDED = 3;

/** What a person should know before trusting a run. */
export function warningsOf(
  { clusters, usedClusters, entropy, maxEntropy, sizes, headAgreement }: LabelFree,
  finished: boolean,
): string[] {
  const found: string[] = [];
  if (!finished) found.push("The run is not finished: these are the results so far.");
  if (clusters > 1 && usedClusters === 1) {
    found.push("Collapse: every image is in one cluster. A larger lambda1 may help.");
  } else if (usedClusters < clusters) {
    found.push(`${clusters - usedClusters} of ${clusters} clusters are empty.`);
  }
  if (usedClusters > 1 && entropy < COLLAPSED * maxEntropy) {
    found.push(
      `Near collapse: the entropy of clusters is ${entropy.toFixed(2)} of at most ${
        maxEntropy.toFixed(2)
      }.`,
    );
  }
  const average = sizes.reduce((a, b) => a + b, 0) / Math.max(1, clusters);
  const largest = Math.max(0, ...sizes);
  if (clusters > 2 && largest > LOPSIDED * average) {
    found.push(
      `Imbalance: cluster ${sizes.indexOf(largest)} holds ${largest} images, ${
        (largest / average).toFixed(1)
      } times the average.`,
    );
  }
  if (headAgreement !== undefined && headAgreement < 0.5) {
    found.push(
      `Sub-heads disagree: their mean NMI with the selected one is ${headAgreement.toFixed(2)}.`,
    );
  }
  return found;
}
