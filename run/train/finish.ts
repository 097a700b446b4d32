import type { Observer } from "../api.ts";
import { writeEmbeddings } from "../folder/embeddings.ts";
import { readIfThere, writeDurably } from "../folder/files.ts";
import { hashRecipe, pathsOf } from "../folder/run_folder.ts";
import { sealRun } from "../folder/seal.ts";
import { backendMultiply } from "../parts/multiply.ts";
import { onBackend } from "../parts/on_backend.ts";
import { assignmentTable } from "./assignments.ts";
import type { Begun } from "./begin.ts";
import { selectHead } from "./epoch.ts";
import { lookAtFeatures } from "./look_at_features.ts";
import { assignmentsOf, predictAll } from "./predict.ts";
import type { Prepared } from "./prepare.ts";

/**
 * Writes the clusters of a finished run and the digests of its files.
 *
 * @param again Whether to write them even where they are there already.
 */
export async function finish(
  prepared: Prepared,
  begun: Begun,
  observer: Observer,
  again: boolean,
): Promise<void> {
  const { run, backend } = prepared, { assignments } = pathsOf(run);
  if (again || await readIfThere(assignments) === undefined) {
    await onBackend(backend.name, () => writePredictions(prepared, begun, observer));
  }
  await sealRun(run, again);
}

/**
 * Writes the features of every image, and its clusters where the strategy clusters; and, of a run on
 * features, what they show beside.
 */
async function writePredictions(
  { run, task, dataset }: Prepared,
  { state }: Begun,
  observer: Observer,
): Promise<void> {
  const { assignments, embeddings } = pathsOf(run);
  const predictions = await predictAll(
    task,
    state,
    dataset,
    (done, total) => observer.progress("assigning images to clusters", done, total),
  );
  // With them, new images can be assigned when these are no longer at hand.
  await writeEmbeddings(embeddings, predictions, {
    step: state.step,
    recipe: hashRecipe(task.recipe),
    data: dataset.digest,
    samples: dataset.length,
  });
  const head = selectHead(state.progress, task.strategy.selectBy);
  const clusters = predictions.probabilities && assignmentsOf(predictions, head).clusters;
  if (dataset.features) {
    using multiply = backendMultiply();
    await lookAtFeatures({
      ...{ run, dataset, multiply, seed: task.recipe.seed },
      // k-means need not be told beside itself.
      found: clusters && task.recipe.strategy !== "kmeans"
        ? { assignments: clusters, clusters: predictions.clusters }
        : undefined,
      progress: (what, done, total) => observer.progress(what, done, total),
    });
  }
  if (!clusters) return;
  const table = assignmentTable(predictions, head, (index) => dataset.name(index));
  await writeDurably(assignments, table);
}
