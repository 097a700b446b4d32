import { messageOf } from "../core/errors.ts";
import type { Dataset } from "../datasets/dataset.ts";
import type { Observer } from "../run/api.ts";
import { readBytesIfThere, writeDurably } from "../run/folder/files.ts";
import type { OpenRun } from "./open_run.ts";
import { predictAll, type Predictions } from "../run/train/predict.ts";
import { pathsOf } from "../run/folder/run_folder.ts";
import { decodeSafetensors } from "../run/folder/safetensors.ts";
import { encodeSigned, isSigned } from "../run/folder/signed_tensors.ts";

/**
 * What a run's network says of every image of its training split, kept in `embeddings.safetensors`
 * so that it is computed once: `features [n, d]` and `probabilities [heads, n, clusters]`.
 *
 * A file of another step, recipe or data, or a damaged one, is made again.
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
  const path = pathsOf(run.run).embeddings;
  const metadata = {
    format: "crlc-embeddings-1",
    step: String(run.state.step),
    recipe: run.manifest.recipeHash,
    data: dataset.digest,
  };
  const kept = await readKept(path, metadata, dataset.length);
  if (kept) return kept;
  const predictions = await predictAll(
    run.task,
    run.state,
    dataset,
    (done, total) => observer.progress("computing features", done, total),
  );
  if (!keep) return predictions;
  const { samples, features, featureSize, probabilities, heads, clusters } = predictions;
  const content = encodeSigned({
    tensors: {
      features: { dtype: "F32", shape: [samples, featureSize], data: features },
      ...(probabilities && {
        probabilities: { dtype: "F32", shape: [heads, samples, clusters], data: probabilities },
      }),
    },
    metadata,
  });
  try {
    await writeDurably(path, content);
  } catch (error) {
    // A run that may only be read can be asked all the same.
    observer.warn(`The features are not kept for the next time: ${messageOf(error)}`);
  }
  return predictions;
}

async function readKept(
  path: string,
  wanted: Readonly<Record<string, string>>,
  samples: number,
): Promise<Predictions | undefined> {
  try {
    const bytes = await readBytesIfThere(path);
    if (!bytes) return undefined;
    const file = decodeSafetensors(bytes);
    if (!isSigned(bytes, file)) return undefined;
    const { tensors: { features, probabilities }, metadata } = file;
    if (Object.entries(wanted).some(([key, value]) => metadata[key] !== value)) return undefined;
    if (features?.dtype !== "F32" || features.shape[0] !== samples) return undefined;
    if (probabilities && (probabilities.dtype !== "F32" || probabilities.shape[1] !== samples)) {
      return undefined;
    }
    return {
      samples,
      features: features.data,
      featureSize: features.shape[1],
      probabilities: probabilities?.data as Float32Array | undefined,
      heads: probabilities?.shape[0] ?? 0,
      clusters: probabilities?.shape[2] ?? 0,
    };
  } catch {
    // Damaged: it costs nothing but the time to make it again.
    return undefined;
  }
}
