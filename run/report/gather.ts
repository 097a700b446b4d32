import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { Stream } from "../../core/random.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import { nmi } from "../../metrics/nmi.ts";
import { assign } from "../../search/hungarian.ts";
import { nearestNeighbours } from "../../search/knn.ts";
import { matrix } from "../../search/matrix.ts";
import type { Observer, Place } from "../api.ts";
import { headAgreement } from "../assignments.ts";
import { openCatalog } from "../catalog.ts";
import { embed } from "../embed.ts";
import { backendMultiply } from "../multiply.ts";
import { editsPath, readEdits } from "../names/edits.ts";
import { type OpenRun, openRun } from "../open_run.ts";
import { assignmentsOf, type Predictions } from "../predict.ts";
import { pathsOf } from "../run_folder.ts";
import { describeHead, scoreHeads, scoreSplit } from "../score_heads.ts";
import { commandOf } from "./command_of.ts";
import { drawMosaics } from "./mosaic.ts";
import { pcaMap } from "./pca_map.ts";
import { readCurves } from "./read_curves.ts";
import type { ReportData, ReportImages, RunSummary } from "./report_data.ts";
import { umapMap } from "./umap_map.ts";
import { warningsOf } from "./warnings.ts";

export interface ReportRequest {
  /** The first is shown with its images. */
  readonly runs: readonly string[];
  readonly place: Place;
  readonly map: "pca" | "umap";
  /** Images drawn on the page, at most. */
  readonly images: number;
}

/** Neighbours of each image on the page. */
const NEIGHBOURS = 12;
/**
 * Pixels a side of an image on the page, and quality of the pictures, by how many there are: the
 * file stays below 25 MB.
 */
const LOOKS = [[2_000, 64, 60], [6_000, 48, 60], [30_000, 32, 60], [Infinity, 32, 35]] as const;

/** Collects what a report shows of some runs. */
export async function gatherReport(
  request: ReportRequest,
  observer: Observer,
): Promise<ReportData> {
  const runs: RunSummary[] = [], assigned: Int32Array[] = [];
  let images: ReportImages | undefined;
  for (const path of request.runs) {
    await using run = await openRun(path, request.place, observer);
    await using dataset = await run.openSplit();
    const predictions = await embed(run, dataset, observer);
    if (!predictions.probabilities) {
      throw new CrlcError(
        "usage",
        "NOTHING_CLUSTERED",
        `Cannot report on "${path}": its strategy must cluster, and "${run.manifest.recipe.strategy}" only learns features`,
      );
    }
    const truth = await dataset.truth();
    runs.push(await summarise(run, dataset, predictions, truth));
    assigned.push(assignmentsOf(predictions, run.head).clusters);
    images ??= await gatherImages(request, run, dataset, predictions, truth, observer);
  }
  const same = new Set(runs.map(({ manifest }) => manifest.data.digest)).size === 1;
  return {
    made: new Date().toISOString(),
    runs,
    agreement: same && runs.length > 1
      ? assigned.map((a) => assigned.map((b) => nmi(a, b)))
      : undefined,
    images: images!,
  };
}

async function summarise(
  run: OpenRun,
  dataset: Dataset,
  predictions: Predictions,
  truth: Int32Array | undefined,
): Promise<RunSummary> {
  const { task, state, manifest, finished } = run;
  const losses = task.strategy.selectBy && state.progress.last[task.strategy.selectBy] || undefined;
  const heads = scoreHeads(predictions, truth, losses, manifest.recipe.labels !== undefined);
  const labelFree = describeHead(predictions, run.head);
  return {
    run: run.run,
    manifest,
    finished,
    step: state.step,
    score: scoreSplit(manifest.recipe.dataset.split, predictions, truth, heads, run.head),
    heads,
    labelFree,
    curves: await readCurves(pathsOf(run.run).metrics),
    warnings: warningsOf(labelFree, finished),
    command: await commandOf(run.run, manifest, await openCatalog(manifest.plugins)),
    quarantined: dataset.quarantined.length,
  };
}

async function gatherImages(
  request: ReportRequest,
  run: OpenRun,
  dataset: Dataset,
  predictions: Predictions,
  truth: Int32Array | undefined,
  observer: Observer,
): Promise<ReportImages> {
  const { samples, features, featureSize, clusters: k } = predictions;
  const { clusters, confidence } = assignmentsOf(predictions, run.head);
  const agreement = headAgreement(predictions, run.head);
  const shown = chooseShown(samples, request.images, clusters, confidence);
  const rows = new Float32Array(shown.length * featureSize);
  shown.forEach((index, i) =>
    rows.set(features.subarray(index * featureSize, (index + 1) * featureSize), i * featureSize)
  );
  const points = matrix(rows, featureSize);
  using multiply = backendMultiply();
  const found = await nearestNeighbours(points, points, NEIGHBOURS, {
    excludeSelf: true,
    multiply,
    onProgress: (done) => observer.progress("searching neighbours", done, shown.length),
  });
  const [, side, quality] = LOOKS.find(([most]) => shown.length <= most)!;
  const pick = <T extends Int32Array | Float32Array>(all: T) =>
    all.filter((_, i) => isShown[i] === 1) as T;
  const isShown = new Uint8Array(samples);
  for (const index of shown) isShown[index] = 1;
  const matched = truth && match(clusters, k, truth, dataset.classes);
  return {
    shown,
    names: Array.from(shown, (index) => dataset.name(index)),
    clusters: pick(clusters),
    confidence: pick(confidence),
    agreement: agreement && pick(agreement),
    truth: truth && pick(truth),
    ...matched,
    map: request.map === "umap" ? await umapMap(points, found, multiply, observer) : pcaMap(points),
    mapKind: request.map,
    neighbours: {
      k: found.k,
      ids: found.indices,
      cosines: Float32Array.from(found.similarities),
    },
    mosaics: await drawMosaics(
      dataset,
      shown,
      side,
      quality,
      (done) => observer.progress("drawing images", done, shown.length),
    ),
    sizes: describeHead(predictions, run.head).sizes,
    edits: await readEdits(editsPath(run.run), { clusters: k, head: run.head }),
  };
}

/** All images, or each cluster's most and least confident ones and others drawn at random. */
function chooseShown(
  samples: number,
  most: number,
  clusters: Int32Array,
  confidence: Float32Array,
): Uint32Array {
  if (samples <= most) return Uint32Array.from({ length: samples }, (_, i) => i);
  const byCluster = new Map<number, number[]>();
  for (let i = 0; i < samples; i++) {
    const own = byCluster.get(clusters[i]);
    if (own) own.push(i);
    else byCluster.set(clusters[i], [i]);
  }
  const each = Math.max(1, Math.min(24, Math.floor(most / (4 * byCluster.size))));
  const chosen = new Set<number>();
  for (const own of byCluster.values()) {
    own.sort((a, b) => confidence[b] - confidence[a] || a - b);
    for (const index of [...own.slice(0, each), ...own.slice(-each)]) chosen.add(index);
  }
  for (const index of new Stream(0, "sample").permutation(samples)) {
    if (chosen.size >= most) break;
    chosen.add(index);
  }
  return Uint32Array.from(chosen).sort();
}

/** The one-to-one matching of clusters to classes, and how often each pair occurs. */
function match(
  clusters: Int32Array,
  k: number,
  truth: Int32Array,
  names: readonly string[] | undefined,
) {
  const classes = Math.max(names?.length ?? 0, truth.reduce((a, b) => Math.max(a, b), 0) + 1);
  const confusion = new Float64Array(classes * k), weights = new Float64Array(k * classes);
  clusters.forEach((cluster, i) => {
    confusion[truth[i] * k + cluster]++;
    weights[cluster * classes + truth[i]]++;
  });
  return {
    confusion,
    classOf: assign(weights, k, classes),
    classNames: Array.from({ length: classes }, (_, c) => names?.[c] ?? String(c)),
  };
}

/** Where the report of a run lies, unless told otherwise. */
export function reportPath(run: string): string {
  return join(run, "report.html");
}
