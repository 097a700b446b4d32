import { CrlcError } from "../../core/errors.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import type { Observer } from "../../run/api.ts";
import { readIfThere } from "../../run/folder/files.ts";
import { matrix } from "../../search/matrix.ts";
import { assignmentsOf, type Predictions } from "../../run/train/predict.ts";
import { embed } from "../embed.ts";
import { editsPath } from "../names/edits.ts";
import { groupImages } from "../names/group_images.ts";
import type { Grouping } from "../names/grouping.ts";
import { type SizedGroup, sizedGroups } from "../names/sized_groups.ts";
import type { CorrectedScore } from "../api.ts";
import { scoreClusters } from "./score_heads.ts";
import type { OpenRun } from "../open_run.ts";

/** What a score of corrected clusters is of. */
const CORRECTED =
  "groups of names.json, each matched to one class: what a person has made of the clusters, no measure of what was learned";

/** The images of one split in the groups that a person made. */
export interface CorrectedSplit {
  readonly groups: readonly SizedGroup[];
  /** Group of each image. */
  readonly of: Int32Array;
  /** Images of this split that a person has moved. */
  readonly moved: number;
}

/**
 * The groups of a run's `names.json`; nothing where there is none.
 *
 * @param known What was predicted of the training split, where that is known.
 */
export async function correctedGroups(
  run: OpenRun,
  known: { readonly dataset: Dataset; readonly predictions: Predictions } | undefined,
  observer: Observer,
  keep: boolean,
): Promise<Grouping | undefined> {
  if (await readIfThere(editsPath(run.run)) === undefined) return undefined;
  if (known) return await groupImages(run, known.predictions, known.dataset, observer);
  // Parts of a split cluster are those of the training images.
  await using dataset = await run.openSplit();
  return await groupImages(run, await embed(run, dataset, observer, keep), dataset, observer);
}

/**
 * A split in the groups of a run.
 *
 * @param images Those of the split, where some may be of the training split, and moved.
 */
export async function correctedSplit(
  grouping: Grouping,
  predictions: Predictions,
  trained: boolean,
  head: number,
  images: Dataset | undefined,
): Promise<CorrectedSplit> {
  if (trained) {
    return { groups: sizedGroups(grouping), of: grouping.of, moved: grouping.moved.size };
  }
  const { clusters } = assignmentsOf(predictions, head);
  const features = matrix(predictions.features, predictions.featureSize);
  const { of, moved } = await grouping.arrange(clusters, features, images);
  return { groups: sizedGroups(grouping, of), of, moved: moved.size };
}

/** The score of corrected clusters; of images without labels their numbers alone. */
export function scoreOf(
  { groups, of, moved }: CorrectedSplit,
  labels: Int32Array | undefined,
): CorrectedScore {
  const used = groups.filter(({ images }) => images > 0).length;
  const scores = labels && scoreClusters(labels, of, false);
  return { groups: used, moved, ...scores, rule: CORRECTED };
}

/** The error where corrections are to be scored and there are none. */
export function noCorrections(run: string): CrlcError {
  return new CrlcError(
    "usage",
    "NO_NAMES",
    `Cannot score what was corrected of "${run}": it must have a names.json, and has none`,
    {
      hint:
        "crlc names and the page of crlc report make one; without --corrected the clusters are scored as they were found",
    },
  );
}
