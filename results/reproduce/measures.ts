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
  /** ACC of the selected head after a quarter of the epochs, less that after all of them. */
  "early-acc",
  /** How quick an epoch is: -log2 of the median of their seconds. */
  "epoch-speed",
  /** How little ACC differs from seed to seed: -log2 of its standard deviation, of all runs at once. */
  "steadiness",
] as const;
type Measure = typeof MEASURES[number];
type OfPictures = "confident-precision" | "neighbour-agreement" | "class-silhouette";

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
  const one = async (run: SweepRun): Promise<number> => {
    if (term !== undefined) return await lastTerm(run.run, term);
    if (measure === undefined) return run.acc ?? NaN;
    if (measure === "early-acc") return await earlyAcc(run, environment, observer);
    if (measure === "epoch-speed") return await epochSpeed(run.run);
    return await ofImages(run, measure as OfPictures, environment, observer);
  };
  const values = measure === "mean-acc"
    ? await meanAccs(good, environment, observer)
    : await Array.fromAsync(good, one);
  // A run that failed has clustered nothing.
  const none = term === undefined && measure !== "epoch-speed" ? 0 : NaN;
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

async function earlyAcc(
  { run }: SweepRun,
  environment: Environment,
  observer: Observer,
): Promise<number> {
  const { points } = await scoreCurve(run, environment, observer), last = points.at(-1)!;
  const early = points.find(({ epoch }) => 4 * epoch >= last.epoch)!;
  return (early.selected.acc ?? NaN) - (last.selected.acc ?? NaN);
}

async function epochSpeed(run: string): Promise<number> {
  const seconds = (await linesOf(run)).map(({ seconds }) => seconds).sort((a, b) => a - b);
  return seconds.length > 0 ? -Math.log2(seconds[seconds.length >> 1]) : NaN;
}

async function ofImages(
  { run, seed }: SweepRun,
  measure: OfPictures,
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
  const values = [(await linesOf(run)).at(-1)?.terms[term] ?? []].flat();
  return values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** What was logged, an epoch a line. */
async function linesOf(run: string): Promise<
  { readonly seconds: number; readonly terms: Readonly<Record<string, number | number[]>> }[]
> {
  const lines = (await readIfThere(pathsOf(run).metrics) ?? "").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

const OF_PICTURES: Readonly<
  Record<OfPictures, (of: OpenPictures) => Promise<number> | number>
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
