import { Stream } from "../../core/random.ts";
import { CrlcError } from "../../core/errors.ts";
import { shellLine } from "../../core/shell_line.ts";
import { ari } from "../../metrics/mod.ts";
import { kMeans, nearestCentroids } from "../../search/kmeans.ts";
import { type Matrix, matrix } from "../../search/matrix.ts";
import type { Observer, TrainOutcome, TrainRequest } from "../../run/api.ts";
import { backendMultiply } from "../../run/parts/multiply.ts";
import { nothingClustered } from "../nothing_clustered.ts";
import { openRun } from "../open_run.ts";
import { predictAll, type Predictions } from "../../run/train/predict.ts";
import { train } from "../../run/train/train.ts";
import { type Candidate, type Choice, judge } from "./judge.ts";
import { mergeClusters } from "./merge_clusters.ts";
import { silhouette } from "../../search/silhouette.ts";
import { unitRows } from "../../search/unit_rows.ts";

/** Images that the scores are taken of, at most. */
const MOST_IMAGES = 2000;
const HALVINGS = 3;
/** From so many images on, what is found is more than a guess. */
const FEW = 100;
/** What rounding makes of equal numbers, from 0 to 1, of images that are the same. */
const ALIKE = 1e-6;

/** What is found of the number of clusters. */
export interface ClusterChoice extends Choice {
  readonly schemaVersion: 1;
  /** The run that was trained with the most clusters of the range. */
  readonly run: string;
  readonly candidates: readonly Candidate[];
}

/**
 * Chooses a number of clusters that nobody knows, without labels: trains once
 * with the most clusters of a range, then scores every number of the range on what was learned, and
 * merges clusters that the sub-heads mix.
 *
 * @param range From two clusters on; `auto` where it ends at the number of images.
 * @returns The outcome of a training that was stopped, or the choice.
 * @throws {CrlcError} what training may throw; `NOTHING_CLUSTERED`; `IMAGES_ALIKE`, `TOO_FEW_IMAGES`.
 */
export async function chooseClusters(
  request: TrainRequest,
  range: { readonly low: number; readonly high: number; readonly auto?: boolean },
  observer: Observer,
  stop: AbortSignal,
): Promise<{ readonly stopped: TrainOutcome } | { readonly choice: ClusterChoice }> {
  const { low, auto } = range;
  const overrides = { ...request.overrides, clusters: range.high };
  const outcome = await train({ ...request, overrides, atMostImages: auto }, observer, stop);
  if (outcome.status === "stopped") return { stopped: outcome };
  const high = outcome.plan.recipe.clusters!;
  await using run = await openRun(outcome.run, request.environment, observer);
  await using dataset = await run.openSplit(run.manifest.recipe.dataset.split);
  const predictions = await predictAll(
    run.task,
    run.state,
    dataset,
    (done, total) => observer.progress("predicting", done, total),
  );
  if (!predictions.probabilities) {
    throw nothingClustered(
      "look for the number of clusters: the strategy",
      run.task.recipe.strategy,
    );
  }
  const merges = mergeClusters(predictions, run.head);
  const points = unitRows(someRows(headRows(predictions)));
  if (areAlike(points)) throw imagesAlike(points.rows, outcome.run);
  using multiply = backendMultiply();
  const candidates: Candidate[] = [];
  // Of very few images, halves that hold two a cluster are all that can be had.
  const each = 4 * low <= points.rows ? 4 : 2;
  for (let k = low; k <= high && each * k <= points.rows; k++) {
    observer.progress("scoring numbers of clusters", k - low, high - low + 1);
    const { assignments } = await kMeans(points, k, { starts: 5, multiply });
    candidates.push({
      k,
      silhouette: silhouette(points, assignments),
      stability: await stability(points, k, multiply),
      affinity: merges.find(({ from }) => from === k)?.affinity,
    });
  }
  observer.progress("scoring numbers of clusters", 1, 1);
  if (candidates.length === 0) {
    throw new CrlcError(
      "usage",
      "TOO_FEW_IMAGES",
      `Cannot look for the number of clusters: there must be four images a cluster, and there are ${points.rows} for ${low} clusters`,
      { hint: "give more images, or a range that begins lower" },
    );
  }
  const choice = judge(candidates);
  const reasons = points.rows < FEW
    ? [...choice.reasons, `${points.rows} images are few: this is a guess`]
    : choice.reasons;
  return { choice: { schemaVersion: 1, run: outcome.run, ...choice, reasons, candidates } };
}

/** Whether rows are the same but for rounding. */
function areAlike({ data, columns }: Matrix): boolean {
  return data.every((value, at) => Math.abs(value - data[at % columns]) < ALIKE);
}

function imagesAlike(count: number, run: string): CrlcError {
  return new CrlcError(
    "data",
    "IMAGES_ALIKE",
    `Cannot look for the number of clusters: images must differ, and what was learned cannot tell ${count} of them apart`,
    { hint: `are they copies of one picture? crlc neighbors ${shellLine([run])} 0 shows it` },
  );
}

/**
 * The roots of the probabilities of all sub-heads, side by side, a row an image. The dot
 * product of two rows is how alike the sub-heads find both images (Bhattacharyya).
 */
function headRows({ probabilities, samples, heads, clusters }: Predictions): Matrix {
  const width = heads * clusters, rows = new Float32Array(samples * width);
  for (let head = 0; head < heads; head++) {
    for (let n = 0; n < samples; n++) {
      const from = (head * samples + n) * clusters, to = n * width + head * clusters;
      for (let c = 0; c < clusters; c++) rows[to + c] = Math.sqrt(probabilities![from + c]);
    }
  }
  return matrix(rows, width);
}

/** The rows, or some of them, evenly spread, where there are many. */
function someRows(all: Matrix): Matrix {
  const count = Math.min(all.rows, MOST_IMAGES);
  return take(all, Int32Array.from({ length: count }, (_, i) => Math.floor(i * all.rows / count)));
}

function take({ data, columns }: Matrix, rows: Int32Array): Matrix {
  const taken = new Float32Array(rows.length * columns);
  rows.forEach((row, i) =>
    taken.set(data.subarray(row * columns, (row + 1) * columns) as Float32Array, i * columns)
  );
  return matrix(taken, columns);
}

/** How much the clusters of two halves agree on all points: a mean of adjusted Rand indices. */
async function stability(
  points: Matrix,
  k: number,
  multiply: ReturnType<typeof backendMultiply>,
): Promise<number> {
  let total = 0;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const order = new Stream(0, "sample", halving).permutation(points.rows);
    const middle = points.rows >> 1;
    const labels: Int32Array[] = [];
    for (const half of [order.subarray(0, middle), order.subarray(middle)]) {
      const { centroids } = await kMeans(take(points, Int32Array.from(half)), k, {
        starts: 3,
        multiply,
      });
      labels.push(await nearestCentroids(points, centroids, multiply));
    }
    total += ari(labels[0], labels[1]);
  }
  return total / HALVINGS;
}
