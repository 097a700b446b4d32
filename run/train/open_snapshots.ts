import { CrlcError } from "../../core/errors.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import type { Observer } from "../api.ts";
import type { Manifest } from "../folder/run_folder.ts";
import type { Catalog } from "../parts/catalog.ts";
import type { Environment } from "../parts/environment.ts";
import type { Recipe } from "../recipe/recipe.ts";
import { openSplit } from "../recipe/task.ts";

/** Which images are looked at while a run is trained, and how often. */
export interface SnapshotPlan {
  /** Epochs. */
  readonly every: number;
  readonly split: string;
  readonly dataset: Dataset;
}

/**
 * A recipe with the snapshots that its run began with, so that they have no gap.
 *
 * @throws {CrlcError} `OTHER_SNAPSHOTS` if they are to be others now.
 */
export function withSnapshotsOf(
  run: string,
  recipe: Recipe,
  existing: Manifest | undefined,
): Recipe {
  const { snapshots: wanted } = recipe, own = existing?.recipe.snapshots;
  const same = wanted?.every === own?.every && wanted?.split === own?.split;
  if (!existing || same) return recipe;
  if (wanted === undefined) return { ...recipe, snapshots: own };
  throw new CrlcError(
    "usage",
    "OTHER_SNAPSHOTS",
    `Cannot take snapshots of "${run}" ${
      inWords(wanted)
    }: a run goes on with those that it began with, ${own ? inWords(own) : "and it began without"}`,
    { hint: "leave --snapshots out to go on, or choose another folder with --run" },
  );
}

const inWords = ({ every, split }: NonNullable<Recipe["snapshots"]>) =>
  `every ${every} epochs${split === undefined ? "" : ` of ${split}`}`;

/** Opens what is looked at: the training images, or another split of their data set. */
export async function openSnapshots(
  catalog: Catalog,
  recipe: Recipe,
  dataset: Dataset,
  environment: Environment,
  observer: Observer,
): Promise<SnapshotPlan | undefined> {
  if (!recipe.snapshots) return undefined;
  const { every, split = recipe.dataset.split } = recipe.snapshots;
  const images = split === recipe.dataset.split
    ? dataset
    : await openSplit(catalog, recipe, environment, observer, { split });
  return { every, split, dataset: images };
}
