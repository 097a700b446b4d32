import { messageOf } from "../core/errors.ts";
import type { Dataset } from "../datasets/dataset.ts";
import type { Observer } from "../run/api.ts";
import { readEmbeddings, writeEmbeddings } from "../run/folder/embeddings.ts";
import { pathsOf } from "../run/folder/run_folder.ts";
import { predictAll, type Predictions } from "../run/train/predict.ts";
import type { OpenRun } from "./open_run.ts";

/**
 * What a run's network says of every image of its training split, kept in `embeddings.safetensors`
 * so that it is computed once: by training as it ends, or here.
 *
 * @param dataset The training split, open.
 * @param keep Whether they are kept; a run of somebody else is left as it is.
 */
export async function embed(
  run: OpenRun,
  dataset: Dataset,
  observer: Observer,
  keep = true,
): Promise<Predictions> {
  const path = pathsOf(run.run).embeddings, of = identityOf(run, dataset.digest, dataset.length);
  const kept = await readEmbeddings(path, of);
  if (kept) return kept;
  const predictions = await predictAll(
    run.task,
    run.state,
    dataset,
    (done, total) => observer.progress("computing features", done, total),
  );
  if (!keep) return predictions;
  try {
    await writeEmbeddings(path, predictions, of);
  } catch (error) {
    // A run that may only be read can be asked all the same.
    observer.warn(`The features are not kept for the next time: ${messageOf(error)}`);
  }
  return predictions;
}

/** What was kept of the images that the run was trained on, which need not be there any more. */
export async function keptEmbeddings(run: OpenRun): Promise<Predictions | undefined> {
  const { digest, samples } = run.manifest.data;
  return await readEmbeddings(pathsOf(run.run).embeddings, identityOf(run, digest, samples));
}

function identityOf({ state, manifest }: OpenRun, data: string, samples: number) {
  return { step: state.step, recipe: manifest.recipeHash, data, samples };
}
