import type { Predictions } from "../parts/predictions.ts";
import { readBytesIfThere, writeDurably } from "./files.ts";
import { decodeSafetensors } from "./safetensors.ts";
import { encodeSigned, isSigned } from "./signed_tensors.ts";

/** What kept embeddings are of. */
export interface EmbeddingsOf {
  readonly step: number;
  /** Hash of the recipe. */
  readonly recipe: string;
  /** Digest of the images. */
  readonly data: string;
  /** Number of images. */
  readonly samples: number;
}

const metadataOf = ({ step, recipe, data }: EmbeddingsOf) => ({
  format: "crlc-embeddings-1",
  step: String(step),
  recipe,
  data,
});

/**
 * Keeps what a network says of every image of the training split in a run's
 * `embeddings.safetensors`: `features [n, d]` and `probabilities [heads, n, clusters]`.
 */
export async function writeEmbeddings(
  path: string,
  { samples, features, featureSize, probabilities, heads, clusters }: Predictions,
  of: EmbeddingsOf,
): Promise<void> {
  const content = encodeSigned({
    tensors: {
      features: { dtype: "F32", shape: [samples, featureSize], data: features },
      ...(probabilities && {
        probabilities: { dtype: "F32", shape: [heads, samples, clusters], data: probabilities },
      }),
    },
    metadata: metadataOf(of),
  });
  await writeDurably(path, content);
}

/** What was kept; nothing for a file of another step, recipe or data, or a damaged one. */
export async function readEmbeddings(
  path: string,
  of: EmbeddingsOf,
): Promise<Predictions | undefined> {
  try {
    const bytes = await readBytesIfThere(path);
    if (!bytes) return undefined;
    const file = decodeSafetensors(bytes);
    if (!isSigned(bytes, file)) return undefined;
    const { tensors: { features, probabilities }, metadata } = file, { samples } = of;
    if (Object.entries(metadataOf(of)).some(([key, value]) => metadata[key] !== value)) {
      return undefined;
    }
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
