import { CrlcError } from "../../core/errors.ts";
import type { Observer, TrainRequest } from "../../run/api.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import { backendMultiply } from "../../run/parts/multiply.ts";
import { onBackend } from "../../run/parts/on_backend.ts";
import { readRecipe } from "../../run/recipe/recipe.ts";
import { prepare } from "../../run/train/prepare.ts";
import { matrix } from "../../search/matrix.ts";
import type { Choice } from "./judge.ts";
import { judgeNumbers } from "./judge_numbers.ts";
import { type NumberScore, scoreNumbers } from "./score_numbers.ts";
import { unitRows } from "../../search/unit_rows.ts";

/** Images whose features are scored, at most, evenly spread. */
const MOST_IMAGES = 2000;

/** What is found of the number of clusters on features that are there. */
export interface ClusterChoiceOnFeatures extends Choice {
  readonly schemaVersion: 1;
  readonly candidates: readonly NumberScore[];
}

/**
 * Chooses a number of clusters without labels and without training, where features stand for the
 * images. Writes nothing but the features' cache.
 *
 * @param range From two clusters on; `auto` where it ends at the number of images.
 * @returns Nothing where the recipe learns from pixels; "stopped" where it was asked to stop.
 * @throws {CrlcError} `TOO_FEW_IMAGES`, `IMAGES_ALIKE`, and what opening the images may throw.
 */
export async function chooseOnFeatures(
  request: TrainRequest,
  range: { readonly low: number; readonly high: number; readonly auto?: boolean },
  observer: Observer,
  stop: AbortSignal,
): Promise<ClusterChoiceOnFeatures | "stopped" | undefined> {
  const { low, high, auto } = range;
  const overrides = { ...request.overrides, clusters: high };
  const catalog = await openCatalog(request.environment.plugins);
  const recipe = request.recipe ?? await readRecipe(catalog, request.target, overrides);
  if (!recipe.encoder && recipe.dataset.name !== "features") return undefined;
  await using prepared = await prepare({ ...request, overrides, atMostImages: auto }, observer);
  const { backend, dataset } = prepared;
  return await onBackend(backend.name, async () => {
    const points = await someFeatures(prepared.dataset);
    if (points.rows <= low) throw tooFew(points.rows, low);
    requireUnlike(points);
    using multiply = backendMultiply();
    observer.progress("scoring numbers of clusters", 0, 1);
    const candidates = await scoreNumbers(points, { low, high }, multiply);
    observer.progress("scoring numbers of clusters", 1, 1);
    if (stop.aborted) return "stopped";
    return { schemaVersion: 1, ...judgeNumbers(candidates, dataset.length), candidates };
  });
}

/** Unit features of the images, or of some of them, evenly spread, where there are many. */
async function someFeatures(
  { length, features }: Awaited<ReturnType<typeof prepare>>["dataset"],
) {
  const count = Math.min(length, MOST_IMAGES), { dimensions, read } = features!;
  const data = new Float32Array(count * dimensions);
  await read(Uint32Array.from({ length: count }, (_, i) => Math.floor(i * length / count)), data);
  return unitRows(matrix(data, dimensions));
}

function tooFew(images: number, clusters: number): CrlcError {
  return new CrlcError(
    "usage",
    "TOO_FEW_IMAGES",
    `Cannot look for the number of clusters: there must be more images than clusters, and there are ${images} for ${clusters} clusters`,
    { hint: "give more images, or a range that begins lower" },
  );
}

/** Cosines of what is the same differ from 1 by what rounding makes of it. */
const ALIKE = 1e-5;

function requireUnlike({ data, rows, columns }: ReturnType<typeof unitRows>): void {
  const isAlike = (row: number) => {
    let dot = 0;
    for (let d = 0; d < columns; d++) dot += data[d] * data[row * columns + d];
    return dot > 1 - ALIKE;
  };
  if (!Array.from({ length: rows }, (_, row) => row).every(isAlike)) return;
  throw new CrlcError(
    "data",
    "IMAGES_ALIKE",
    `Cannot look for the number of clusters: images must differ, and their features cannot tell ${rows} of them apart`,
    { hint: "are they copies of one picture?" },
  );
}
