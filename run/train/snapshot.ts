import type { Dataset } from "../../datasets/dataset.ts";
import type { State } from "../../nn/scope.ts";
import { type Snapshot, writeSnapshot } from "../folder/snapshots.ts";
import { hashRecipe } from "../folder/run_folder.ts";
import { onBackend } from "../parts/on_backend.ts";
import type { Task } from "../recipe/task.ts";
import { predictBatches } from "./predict.ts";
import type { Prepared } from "./prepare.ts";
import type { StepDone } from "./step_done.ts";

/** Clusters from which on the five most probable ones of an image are kept. */
const MANY_CLUSTERS = 50;

/**
 * Writes what the network predicts, where an epoch has ended that it is due at: every so many epochs
 * of a stage, at its last one, and at the end of the run. It follows from the step alone, and reads
 * no label.
 *
 * @param written Whether an earlier snapshot of the run is there.
 * @returns Whether one was written: none is before clusters are learned.
 */
export async function snapshotIfDue(
  { run, backend, task, steps, snapshots }: Prepared,
  done: StepDone,
  written: boolean,
  progress: (what: string, done: number, total: number) => void,
): Promise<boolean> {
  const { planned: { stage, firstStep, stepsPerEpoch }, state, epochEnded } = done;
  if (!snapshots || !epochEnded) return false;
  const local = state.step - firstStep, epoch = Math.ceil(local / stepsPerEpoch);
  const due = stage.kind === "train"
    ? epoch % snapshots.every === 0 || local === done.planned.steps
    : state.step === steps;
  const { selectBy } = task.strategy, { recipe } = task;
  const loss = selectBy === undefined ? undefined : state.progress.last[selectBy];
  // A stage before learns features alone, and its heads say nothing yet.
  const begun = written || selectBy === undefined || loss !== undefined ||
    recipe.from !== undefined;
  if (!due || !begun) return false;
  const { split, dataset } = snapshots;
  const predicted = await onBackend(
    backend.name,
    () => predictClusters(task, state, dataset, (n, of) => progress("taking a snapshot", n, of)),
  );
  if (!predicted) return false;
  await writeSnapshot(run, {
    ...predicted,
    ...{ step: state.step, stage: stage.name, epoch, split },
    ...{ data: dataset.digest, recipe: hashRecipe(recipe) },
    loss: loss && Float32Array.from(loss),
  });
  return true;
}

type Predicted = Pick<
  Snapshot,
  "heads" | "samples" | "clusters" | "ranks" | "best" | "confidence" | "average"
>;

/** The most probable clusters of every image; nothing where the strategy does not cluster. */
async function predictClusters(
  task: Task,
  state: State,
  dataset: Dataset,
  progress: (done: number, total: number) => void,
): Promise<Predicted | undefined> {
  const samples = dataset.length;
  let found: ReturnType<typeof emptyPrediction> | undefined;
  for await (const { first, count, part } of predictBatches(task, state, dataset)) {
    if (!part.probabilities) return undefined;
    const [heads, rows, clusters] = part.shape;
    found ??= emptyPrediction(heads, samples, clusters);
    for (let head = 0; head < heads; head++) {
      for (let i = 0; i < count; i++) {
        const from = (head * rows + i) * clusters;
        addImage(found, head, first + i, part.probabilities.subarray(from, from + clusters));
      }
    }
    progress(first + count, samples);
  }
  if (!found) return undefined;
  const { confidence, average } = found;
  const means = (sums: Float64Array) => Float32Array.from(sums, (sum) => sum / samples);
  return { ...found, confidence: means(confidence), average: means(average) };
}

function emptyPrediction(heads: number, samples: number, clusters: number) {
  const ranks = clusters >= MANY_CLUSTERS ? 5 : 1, size = heads * samples * ranks;
  return {
    ...{ heads, samples, clusters, ranks },
    best: clusters <= 256 ? new Uint8Array(size) : new Int32Array(size),
    confidence: new Float64Array(heads),
    average: new Float64Array(heads * clusters),
  };
}

/** Adds what is predicted of an image; of equally probable clusters the lower comes first. */
function addImage(
  { samples, clusters, ranks, best, confidence, average }: ReturnType<typeof emptyPrediction>,
  head: number,
  image: number,
  row: Float32Array,
): void {
  const at = (head * samples + image) * ranks;
  let there = 0;
  for (let c = 0; c < clusters; c++) {
    average[head * clusters + c] += row[c];
    if (there === ranks && !(row[c] > row[best[at + ranks - 1]])) continue;
    let place = there < ranks ? there++ : ranks - 1;
    for (; place > 0 && row[c] > row[best[at + place - 1]]; place--) {
      best[at + place] = best[at + place - 1];
    }
    best[at + place] = c;
  }
  confidence[head] += row[best[at]];
}
