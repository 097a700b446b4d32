import type { Dataset } from "../../datasets/dataset.ts";
import type { Observer } from "../api.ts";
import { assignmentTable } from "./assignments.ts";
import type { TrainingState } from "../folder/checkpoint.ts";
import { selectHead } from "./epoch.ts";
import { writeEmbeddings } from "../folder/embeddings.ts";
import { readIfThere, writeDurably } from "../folder/files.ts";
import { predictAll } from "./predict.ts";
import { hashRecipe, pathsOf } from "../folder/run_folder.ts";
import type { Task } from "../recipe/task.ts";

/** Writes what a finished run has found, unless it stands there already. */
export async function finishRun({ task, state, dataset, run, observer, again }: {
  task: Task;
  state: TrainingState;
  dataset: Dataset;
  run: string;
  observer: Observer;
  /** Whether to write it even where it stands. */
  again: boolean;
}): Promise<void> {
  const { assignments: path, embeddings } = pathsOf(run);
  if (!again && await readIfThere(path) !== undefined) return;
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
  if (!predictions.probabilities) return;
  const head = selectHead(state.progress, task.strategy.selectBy);
  await writeDurably(path, assignmentTable(predictions, head, (index) => dataset.name(index)));
}
