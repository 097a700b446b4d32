import type { Observer } from "../../run/api.ts";
import type { Environment } from "../../run/parts/environment.ts";
import type { Predictions } from "../../run/train/predict.ts";
import { embed } from "../embed.ts";
import { nothingClustered } from "../nothing_clustered.ts";
import { openRun } from "../open_run.ts";
import type { EditedRun } from "./edits.ts";
import type { NamedImages } from "./moved_images.ts";
import { runDigest } from "./run_digest.ts";

/** What a run says of its images, and what they are called. */
export interface ClusteredRun {
  readonly run: string;
  readonly predictions: Predictions;
  /** What its `names.json` must be of. */
  readonly of: EditedRun;
  readonly images: NamedImages;
  /** Whether its images are others than those it was trained on. */
  readonly changed: boolean;
}

/**
 * Asks a run which cluster each of its images is in.
 *
 * @throws {CrlcError} `NOTHING_CLUSTERED`, and what opening a run throws.
 */
export async function clusteredRun(
  path: string,
  environment: Environment,
  observer: Observer,
): Promise<ClusteredRun> {
  await using run = await openRun(path, environment, observer);
  await using dataset = await run.openSplit();
  const predictions = await embed(run, dataset, observer), { manifest, head } = run;
  if (!predictions.probabilities) {
    throw nothingClustered(`name clusters of "${path}": its strategy`, manifest.recipe.strategy);
  }
  const names = Array.from({ length: dataset.length }, (_, i) => dataset.name(i));
  return {
    run: path,
    predictions,
    of: { clusters: predictions.clusters, head, run: runDigest(manifest) },
    images: { length: names.length, name: (index) => names[index] },
    changed: dataset.digest !== manifest.data.digest,
  };
}
