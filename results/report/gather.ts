import { join } from "node:path";
import type { Dataset } from "../../datasets/dataset.ts";
import { assign } from "../../search/hungarian.ts";
import { nmi } from "../../metrics/nmi.ts";
import type { Observer } from "../../run/api.ts";
import type { Environment } from "../../run/parts/environment.ts";
import { embed } from "../embed.ts";
import { nothingClustered } from "../nothing_clustered.ts";
import { openRun } from "../open_run.ts";
import { snapshotFiles } from "../../run/folder/snapshots.ts";
import { assignmentsOf, predictAll } from "../../run/train/predict.ts";
import { runsOf } from "../runs_of.ts";
import { scoreCurve } from "../scores/score_curve.ts";
import { bestFirst } from "../duplicates/best_first.ts";
import { type Manifest, openManifest } from "../../run/folder/run_folder.ts";
import { chooseShown } from "./choose_shown.ts";
import { gatherImages, pick } from "./gather_images.ts";
import { drawMosaics } from "./mosaic.ts";
import { linkTo } from "./link_to.ts";
import { planPictures } from "./plan_pictures.ts";
import { splitsOfImages } from "./splits_of_images.ts";
import type { Looked } from "./read_looked.ts";
import type { ReportData, ReportImages, ReportSet, RunSummary } from "./report_data.ts";
import { summarise } from "./summarise.ts";

export interface ReportRequest {
  /** Run folders, or sweeps; the first is shown before another is chosen on the page. */
  readonly runs: readonly string[];
  /** The split that is shown; the one that was trained on if absent. */
  readonly split?: string;
  readonly environment: Environment;
  readonly map: "pca" | "umap";
  /** Images drawn on the page, at most. */
  readonly images: number;
  /** Pixels a side of a picture, at most; by how many there are if absent. */
  readonly picture?: number;
  /** Where the page will lie: its pictures then have links to their files. */
  readonly linkedFrom?: string;
}

/**
 * Images that pages of so many runs have room for: of 22 MB, a picture and a name take about 275
 * bytes, and cluster, confidence, place and neighbours in each run 91.
 */
export function roomFor(runs: number): number {
  return Math.floor(22e6 / (275 + 91 * runs));
}

/** Collects what a report shows of some runs. */
export async function gatherReport(
  request: ReportRequest,
  observer: Observer,
): Promise<ReportData> {
  const all = await runsOf(request.runs, (text) => observer.warn(text));
  const manifests = await Promise.all(all.map(({ run }) => openManifest(run)));
  const keys = manifests.map(keyOf), distinct = [...new Set(keys)];
  const most = Math.max(
    1,
    Math.floor(Math.min(request.images, roomFor(all.length)) / distinct.length),
  );
  const pictures = distinct.reduce(
    (sum, key) => sum + Math.min(most, manifests[keys.indexOf(key)].data.samples),
    0,
  );
  const runs: RunSummary[] = [], images: ReportImages[] = [], assigned: Int32Array[] = [];
  const pools: Uint32Array[] = [], sets: ReportSet[] = [];
  for (const [at, { run: path, caption, cell, scored }] of all.entries()) {
    await using run = await openRun(path, request.environment, observer);
    const trained = run.manifest.recipe.dataset.split, { split = trained } = request;
    await using dataset = await run.openSplit(split);
    const predictions = split === trained ? await embed(run, dataset, observer) : await predictAll(
      run.task,
      run.state,
      dataset,
      (done, total) => observer.progress(`predicting ${split}`, done, total),
    );
    if (!predictions.probabilities) {
      throw nothingClustered(`report on "${path}": its strategy`, run.manifest.recipe.strategy);
    }
    const labels = await dataset.labels();
    const curve = await curveIfThere(path, request.environment, observer);
    const called = { split, curve, caption, cell: scored && cell };
    runs.push(await summarise(run, dataset, predictions, labels, called));
    const found = assignmentsOf(predictions, run.head);
    assigned.push(found.clusters);
    const set = distinct.indexOf(keys[at]);
    const sharing = keys.filter((key) => key === keys[at]).length;
    pools[set] = chooseShown(found, most, sharing, pools[set]);
    const known = labels && { of: labels, classes: classesOf(labels, dataset) };
    const own = await gatherImages(
      run,
      predictions,
      pools[set],
      request.map,
      known,
      dataset,
      observer,
    );
    images.push({ set, ...own, looked: await withBestFirst(own.looked, dataset) });
    if (keys.lastIndexOf(keys[at]) === at) {
      sets[set] = {
        ...await gatherSet(dataset, pools[set], labels, { ...request, pictures }, observer),
        folder: await linkTo(dataset, run.datasetOptions, request.linkedFrom),
        splits: await splitsOfImages(run, split, dataset, pools[set]),
      };
    }
  }
  const same = new Set(manifests.map(({ data }) => data.digest)).size === 1;
  return {
    made: new Date().toISOString(),
    runs,
    agreement: same && runs.length > 1
      ? assigned.map((a) => assigned.map((b) => nmi(a, b)))
      : undefined,
    matched: same ? matchAll(assigned, images) : undefined,
    sets,
    images,
  };
}

/** Runs of a page up to which each is held against each other, cluster by cluster. */
const MOST_MATCHED = 8;

/** Each run held against each other; nothing of one run, or of very many. */
function matchAll(assigned: readonly Int32Array[], images: readonly ReportImages[]) {
  if (assigned.length < 2 || assigned.length > MOST_MATCHED) return undefined;
  const clusters = images.map(({ sizes }) => sizes.length);
  return assigned.map((a, i) => assigned.map((b, j) => matchRuns(a, clusters[i], b, clusters[j])));
}

/** The cluster of one run that holds most of what is in each of another's, one to one; -1 for none. */
function matchRuns(a: Int32Array, clustersOfA: number, b: Int32Array, clustersOfB: number) {
  const together = new Float64Array(clustersOfA * clustersOfB);
  a.forEach((cluster, i) => together[cluster * clustersOfB + b[i]]++);
  return assign(together, clustersOfA, clustersOfB);
}

/** What was found among images, with the best of each group of doubles first. */
async function withBestFirst(looked: Looked, dataset: Dataset): Promise<Looked> {
  const { doubles, ranked } = looked;
  if (!doubles || ranked) return looked;
  const sorted = await bestFirst(dataset, doubles.map(({ images }) => images));
  return { ...looked, doubles: doubles.map((one, at) => ({ ...one, images: sorted[at] })) };
}

/** Scores by epoch, of a run that has snapshots. */
async function curveIfThere(run: string, environment: Environment, observer: Observer) {
  if ((await snapshotFiles(run)).length === 0) return undefined;
  return await scoreCurve(run, environment, observer);
}

/** Runs of one key were trained on the same images, in the same order. */
function keyOf({ recipe: { dataset }, data }: Manifest): string {
  return JSON.stringify([data.digest, data.samples, dataset]);
}

/** The images themselves, drawn once for all runs of them. */
async function gatherSet(
  dataset: Dataset,
  shown: Uint32Array,
  labels: Int32Array | undefined,
  { pictures, picture }: { readonly pictures: number; readonly picture?: number },
  observer: Observer,
): Promise<ReportSet> {
  const { side, quality } = await planPictures(dataset, shown, pictures, picture, observer);
  return {
    shown,
    names: Array.from(shown, (index) => dataset.name(index)),
    labels: labels && pick(labels, shown),
    classNames: labels && Array.from(
      { length: classesOf(labels, dataset) },
      (_, c) => dataset.classes?.[c] ?? String(c),
    ),
    mosaics: await drawMosaics(
      dataset,
      shown,
      side,
      quality,
      (done) => observer.progress("drawing images", done, shown.length),
    ),
  };
}

function classesOf(labels: Int32Array, { classes }: Dataset): number {
  return Math.max(classes?.length ?? 0, labels.reduce((a, b) => Math.max(a, b), 0) + 1);
}

/** Where the report of a run lies, unless told otherwise. */
export function reportPath(run: string): string {
  return join(run, "report.html");
}
