import type { EpochReport } from "../api.ts";
import type { Recipe } from "../recipe/recipe.ts";

/** Below this share of log C, the clusters have collapsed. */
const LEAST_ENTROPY = 0.3;
/** Epochs a stage may take to find its feet. */
const PATIENCE = 3;
/** Below this bound, in nats, a representation head tells images apart hardly better than chance. */
const LEAST_INFORMATION = 0.1;
/** Epochs after which a representation must be above it. */
const FEATURE_PATIENCE = 10;

type Report = Pick<EpochReport, "epoch" | "epochs" | "terms">;

/**
 * Says so if an epoch ended with nearly all images in few clusters by every sub-head, or with a
 * representation head that gives all images the same features, and what has most likely caused it.
 *
 * @returns A text for a warning; nothing where all is well, or where the stage says nothing of it.
 */
export function describeCollapse(
  report: Report,
  { clusters = 0, options }: Pick<Recipe, "clusters" | "options">,
): string | undefined {
  if (report.epoch < Math.min(PATIENCE, report.epochs)) return undefined;
  return (clusters < 2 ? undefined : ofClusters(report, clusters, options)) ?? ofFeatures(report);
}

function ofClusters(
  { epoch, terms: { entropy, usedClusters } }: Report,
  clusters: number,
  options: Recipe["options"],
): string | undefined {
  const best = (values: number | readonly number[]) => Math.max(...[values].flat() as number[]);
  const most = Math.log(clusters);
  const flat = entropy !== undefined && best(entropy) < LEAST_ENTROPY * most;
  const few = usedClusters !== undefined && clusters > 2 && best(usedClusters) < 1.5;
  if (!flat && !few) return undefined;
  const sign = flat
    ? `the entropy of the average prediction is ${best(entropy).toFixed(2)} of ${most.toFixed(2)}`
    : "one cluster holds whole batches";
  return `the clusters collapse: ${sign} after epoch ${epoch}; ${likelyCause(options)}`;
}

/** Short runs are judged at their end. */
function ofFeatures({ epoch, epochs, terms }: Report): string | undefined {
  if (epochs < PATIENCE || epoch < Math.min(FEATURE_PATIENCE, epochs)) return undefined;
  for (const term of ["featureInformation", "auxiliary/featureInformation"]) {
    const bound = terms[term];
    if (typeof bound !== "number" || bound >= LEAST_INFORMATION) continue;
    return `the representation collapses: its bound of information (${term}) is ${
      bound.toFixed(2)
    } after epoch ${epoch}, and 0 is chance; the learning rate is probably too high: try a tenth of it`;
  }
}

function likelyCause(options: Recipe["options"]): string {
  const weights = ["lambda1", "entropyWeight", "balance"] as const;
  const name = weights.find((key) => typeof options[key] === "number");
  if (name && options[name] as number < 0.5) {
    return `${name} is ${options[name]}, too little to keep clusters even: try --set ${name}=1`;
  }
  return "the learning rate is probably too high: try a tenth of it";
}
