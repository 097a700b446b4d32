import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { rankedAccuracy } from "../../metrics/ranked_accuracy.ts";
import type { Observer } from "../../run/api.ts";
import { fileSystem } from "../../run/folder/file_system.ts";
import { readIfThere } from "../../run/folder/files.ts";
import { openManifest, pathsOf, requireNamedPlugins } from "../../run/folder/run_folder.ts";
import { readSnapshot, type Snapshot, snapshotFiles } from "../../run/folder/snapshots.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import type { Environment } from "../../run/parts/environment.ts";
import { openSplit } from "../../run/recipe/task.ts";
import type { ChosenHead, CurveScore, ScoreCurve } from "../api.ts";
import { entropyOf, ONLY, ORACLE, scoreClusters, SELECTED } from "./score_heads.ts";

/**
 * Scores the snapshots of a run, which may still be trained: no network is needed for it, and the
 * labels are opened here, not by the training.
 *
 * @throws {CrlcError} `NO_SNAPSHOTS` if the run takes none; `IMAGES_CHANGED` if the images of the
 *   split are others now; what opening the run and its data throws.
 */
export async function scoreCurve(
  run: string,
  environment: Environment,
  observer: Observer,
): Promise<ScoreCurve> {
  const manifest = await openManifest(run);
  requireNamedPlugins(run, manifest, environment.plugins);
  const { recipe } = manifest, files = await snapshotFiles(run);
  if (files.length === 0) throw noSnapshots(run, recipe.snapshots !== undefined);
  const catalog = await openCatalog(environment.plugins);
  const split = recipe.snapshots?.split ?? recipe.dataset.split;
  await using dataset = await openSplit(catalog, recipe, environment, observer, { split });
  const labels = await dataset.labels(), secondsAt = await readTimes(run);
  const points: CurveScore[] = [];
  let clusters = 0;
  for (const file of files) {
    const snapshot = readSnapshot(await fileSystem().read(join(run, file)));
    if (snapshot.data !== dataset.digest) throw imagesChanged(run, split);
    ({ clusters } = snapshot);
    points.push(scoreSnapshot(snapshot, labels, recipe.labels !== undefined, secondsAt));
  }
  return {
    schemaVersion: 1,
    ...{ run, dataset: recipe.dataset.name, split, samples: dataset.length, clusters, points },
  };
}

/** Seconds that the epochs of a run took, by the step each ended at. */
async function readTimes(run: string): Promise<(step: number) => number> {
  const text = await readIfThere(pathsOf(run).metrics) ?? "";
  const lines = text.split("\n").flatMap((line) => {
    try {
      return [JSON.parse(line) as { step: number; seconds: number }];
    } catch {
      // The empty line at the end, or one that was cut.
      return [];
    }
  });
  return (until) =>
    lines.reduce((sum, { step, seconds }) => step <= until ? sum + seconds : sum, 0);
}

function scoreSnapshot(
  snapshot: Snapshot,
  labels: Int32Array | undefined,
  named: boolean,
  secondsAt: (step: number) => number,
): CurveScore {
  const { stage, epoch, step, heads, clusters, confidence, average, loss } = snapshot;
  const selected = loss ? loss.indexOf(Math.min(...loss)) : 0;
  const all = Array.from({ length: heads }, (_, head) => scoreHead(snapshot, head, labels, named));
  const rule = heads === 1 ? ONLY : SELECTED;
  const best = all.reduce((a, b) => (b.acc ?? 0) > (a.acc ?? 0) ? b : a);
  return {
    ...{ stage, epoch, step, seconds: secondsAt(step) },
    selected: { ...all[selected], rule },
    ...labels && { oracle: { ...best, rule: heads === 1 ? ONLY : ORACLE } },
    ...loss && { loss: loss[selected] },
    usedClusters: new Set(clustersOf(snapshot, selected)).size,
    entropy: entropyOf(average.subarray(selected * clusters, (selected + 1) * clusters)),
    meanConfidence: confidence[selected],
  };
}

/** The most probable cluster of every image, by one head. */
function clustersOf({ best, ranks, samples }: Snapshot, head: number): Int32Array {
  return Int32Array.from({ length: samples }, (_, i) => best[(head * samples + i) * ranks]);
}

function scoreHead(
  snapshot: Snapshot,
  head: number,
  labels: Int32Array | undefined,
  named: boolean,
): Omit<ChosenHead, "rule"> {
  if (!labels) return { head };
  const { best, ranks, samples } = snapshot, from = head * samples * ranks;
  const ranked = best.subarray(from, from + samples * ranks);
  return {
    head,
    ...scoreClusters(labels, clustersOf(snapshot, head), named),
    ...ranks === 5 && { acc5: rankedAccuracy(ranked, ranks, labels) },
  };
}

function noSnapshots(run: string, wanted: boolean): CrlcError {
  return new CrlcError(
    "usage",
    "NO_SNAPSHOTS",
    `Cannot score "${run}" by epoch: it must have snapshots of what it predicted, and has none`,
    {
      hint: wanted
        ? "the first comes when clusters have been learned for as many epochs as were asked for"
        : "crlc train ... --snapshots 10 takes one every 10 epochs",
    },
  );
}

function imagesChanged(run: string, split: string): CrlcError {
  return new CrlcError(
    "data",
    "IMAGES_CHANGED",
    `Cannot score "${run}" by epoch: the images of "${split}" must be those that its snapshots are of, and have changed`,
    { hint: "restore them, or train again in another folder with --run" },
  );
}
