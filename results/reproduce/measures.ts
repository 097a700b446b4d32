import { backendMultiply } from "../../run/parts/multiply.ts";
import type { Observer } from "../../run/api.ts";
import { readIfThere } from "../../run/folder/files.ts";
import { pathsOf } from "../../run/folder/run_folder.ts";
import type { Environment } from "../../run/parts/environment.ts";
import { nearestNeighbours } from "../../search/knn.ts";
import { matrix } from "../../search/matrix.ts";
import { silhouette } from "../../search/silhouette.ts";
import type { OpenPictures } from "../figures/open_pictures.ts";
import { neighbourAgreement } from "../neighbour_agreement.ts";
import { scoreCurve } from "../scores/score_curve.ts";
import type { SweepRun } from "../sweep_outcome.ts";

/** What a claim can be decided by beside ACC and logged terms. */
export const MEASURES = [
  /** ACC of the selected head, the mean over the snapshots up to the last epoch that both runs have. */
  "mean-acc",
  /** ACC of the half of the images that the run is surer of, less that of the other half. */
  "confident-precision",
  /** Share of images whose cluster is the most frequent one among their ten nearest neighbours. */
  "neighbour-agreement",
  /** Mean silhouette of the features by class, from -1 to 1. */
  "class-silhouette",
] as const;
type Measure = typeof MEASURES[number];

/** Neighbours that agree or not. */
const NEIGHBOURS = 10;

/**
 * What a claim is decided by, of one run or of two that are compared; NaN where there is no such
 * number.
 */
export async function valuesOf(
  runs: readonly SweepRun[],
  { term, measure }: { readonly term?: string; readonly measure?: Measure },
  environment: Environment,
  observer: Observer,
): Promise<number[]> {
  const good = runs.filter(({ failed }) => failed === undefined);
  const values = measure === "mean-acc"
    ? await meanAccs(good, environment, observer)
    : await Array.fromAsync(good, async (run) =>
      term !== undefined
        ? await lastTerm(run.run, term)
        : measure === undefined
        ? run.acc ?? NaN
        : await ofImages(run, measure, environment, observer));
  // A run that failed has clustered nothing.
  const none = term === undefined ? 0 : NaN;
  return runs.map((run) => good.includes(run) ? values[good.indexOf(run)] : none);
}

/** Up to the last epoch that all have: one that is trained for longer gains nothing by it. */
async function meanAccs(
  runs: readonly SweepRun[],
  environment: Environment,
  observer: Observer,
): Promise<number[]> {
  const curves = [];
  for (const { run } of runs) curves.push((await scoreCurve(run, environment, observer)).points);
  const until = Math.min(...curves.map((points) => points.at(-1)!.epoch));
  return curves.map((points) => {
    const values = points.filter(({ epoch }) => epoch <= until)
      .map(({ selected }) => selected.acc ?? NaN);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}

async function ofImages(
  { run, seed }: SweepRun,
  measure: Exclude<Measure, "mean-acc">,
  environment: Environment,
  observer: Observer,
): Promise<number> {
  const { openPictures } = await import("../figures/open_pictures.ts");
  const own = { run, cell: "", seed, caption: run };
  await using opened = await openPictures({ runs: [own], environment, observer, options: {} });
  return await OF_PICTURES[measure](opened);
}

/** A logged term of the last epoch that has it, the mean over the heads. */
async function lastTerm(run: string, term: string): Promise<number> {
  const lines = (await readIfThere(pathsOf(run).metrics) ?? "").split("\n").filter(Boolean);
  const values = [JSON.parse(lines.at(-1) ?? "{}").terms?.[term] ?? []].flat();
  return values.reduce((sum: number, value: number) => sum + value / values.length, 0) || NaN;
}

const OF_PICTURES: Readonly<
  Record<Exclude<Measure, "mean-acc">, (of: OpenPictures) => Promise<number> | number>
> = {
  "confident-precision": confidentPrecision,
  "neighbour-agreement": async ({ predictions: { features, featureSize }, clusters }) => {
    using multiply = backendMultiply();
    const points = matrix(features, featureSize);
    const near = await nearestNeighbours(points, points, NEIGHBOURS, {
      excludeSelf: true,
      multiply,
    });
    return neighbourAgreement(near, clusters, clusters);
  },
  "class-silhouette": ({ predictions: { features, featureSize }, labels }) =>
    labels ? silhouette(matrix(features, featureSize), labels) : NaN,
};

/** ACC of the surer half of the images, less that of the other half; one matching for both. */
export function confidentPrecision(
  { labels, clusters, confidence, classOf }: Pick<
    OpenPictures,
    "labels" | "clusters" | "confidence" | "classOf"
  >,
): number {
  if (!labels) return NaN;
  const order = [...clusters.keys()].sort((a, b) => confidence[b] - confidence[a] || a - b);
  const half = order.length >> 1;
  const right = (images: readonly number[]) =>
    images.filter((i) => classOf(clusters[i]) === labels[i]).length / images.length;
  return right(order.slice(0, half)) - right(order.slice(half));
}
