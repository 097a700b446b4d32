import type { EpochReport } from "../api.ts";
import type { Recipe } from "../recipe/recipe.ts";

/** Below this share of log C, the clusters have collapsed. */
const LEAST_ENTROPY = 0.3;
/** Epochs a stage may take to find its feet. */
const PATIENCE = 3;

/**
 * Says so if an epoch ended with nearly all images in few clusters by every sub-head, and what has
 * most likely caused it.
 *
 * @returns A text for a warning; nothing where all is well, or where the stage says nothing of it.
 */
export function describeCollapse(
  { epoch, epochs, terms: { entropy, usedClusters } }: Pick<
    EpochReport,
    "epoch" | "epochs" | "terms"
  >,
  { clusters = 0, options }: Pick<Recipe, "clusters" | "options">,
): string | undefined {
  if (clusters < 2 || epoch < Math.min(PATIENCE, epochs)) return undefined;
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

function likelyCause(options: Recipe["options"]): string {
  const weights = ["lambda1", "entropyWeight", "balance"] as const;
  const name = weights.find((key) => typeof options[key] === "number");
  if (name && options[name] as number < 0.5) {
    return `${name} is ${options[name]}, too little to keep clusters even: try --set ${name}=1`;
  }
  return "the learning rate is probably too high: try a tenth of it";
}
