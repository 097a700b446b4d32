import type { Dataset } from "../../datasets/dataset.ts";
import type { OpenRun } from "../open_run.ts";

/** Which of several splits each image is of. */
export interface SplitsOfImages {
  readonly names: readonly string[];
  /** Place among the names, of each image that is shown. */
  readonly of: Uint8Array;
}

/**
 * Which split each image of a joined one, such as `train+test`, is of: as the data set says, or one
 * after the other, where it knows how many each has. Nothing where a split is one, or nobody knows.
 *
 * @param shown Numbers of the images.
 */
export async function splitsOfImages(
  { catalog, manifest }: Pick<OpenRun, "catalog" | "manifest">,
  split: string,
  dataset: Dataset,
  shown: Uint32Array,
): Promise<SplitsOfImages | undefined> {
  const names = split.split("+");
  if (names.length < 2) return undefined;
  const placeOf = placesBySplit(dataset, names) ?? placesByCount(
    (await catalog.datasets.get(manifest.recipe.dataset.name)).facts.splits,
    dataset,
    names,
  );
  const of = Array.from(shown, (index) => placeOf?.(index) ?? -1);
  return of.includes(-1) ? undefined : { names, of: Uint8Array.from(of) };
}

type PlaceOf = (index: number) => number;

function placesBySplit(dataset: Dataset, names: readonly string[]): PlaceOf | undefined {
  if (!dataset.splitOf) return undefined;
  return (index) => names.indexOf(dataset.splitOf!(index) ?? "");
}

/** Of files some may be left out, so that their number says nothing. */
function placesByCount(
  splits: Readonly<Record<string, number | undefined>>,
  { length, remarks }: Dataset,
  names: readonly string[],
): PlaceOf | undefined {
  const counts = names.map((name) => splits[name] ?? NaN);
  if (remarks?.root !== undefined || counts.reduce((a, b) => a + b) !== length) return undefined;
  return (index) => {
    let place = 0;
    for (let left = index; left >= counts[place]; place++) left -= counts[place];
    return place;
  };
}
