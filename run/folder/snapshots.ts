import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { fileOf } from "./checkpoint.ts";
import { fileSystem } from "./file_system.ts";
import { listIfThere, makeFolder, writeDurably, writeFailure } from "./files.ts";
import { pathsOf } from "./run_folder.ts";
import { decodeSafetensors, type StoredTensor } from "./safetensors.ts";
import { encodeSigned, isSigned } from "./signed_tensors.ts";

const FOLDER = "snapshots/", FORMAT = "crlc-snapshot-1";

/** What a network predicted of every image of a split at the end of an epoch; no label is in it. */
export interface Snapshot {
  /** Steps of the run that were done. */
  readonly step: number;
  readonly stage: string;
  /** Of the stage, from 1. */
  readonly epoch: number;
  readonly split: string;
  /** Digest of the split's images. */
  readonly data: string;
  /** Hash of the recipe. */
  readonly recipe: string;
  readonly heads: number;
  readonly samples: number;
  /** Number of clusters, C. */
  readonly clusters: number;
  /** The most probable clusters `[heads, samples, ranks]`, best first. */
  readonly best: Uint8Array | Int32Array;
  /** Clusters that are kept of each image: 1, or 5 of many. */
  readonly ranks: number;
  /** Mean probability of the cluster chosen `[heads]`. */
  readonly confidence: Float32Array;
  /** Average prediction `[heads, clusters]`. */
  readonly average: Float32Array;
  /** The term that a head is selected by `[heads]`, over the epoch; absent where none was logged. */
  readonly loss?: Float32Array;
}

/** Writes a snapshot as `snapshots/step-NNNNNN.safetensors`; equal snapshots are equal bytes. */
export async function writeSnapshot(run: string, snapshot: Snapshot): Promise<void> {
  const { step, stage, epoch, split, data, recipe, heads, samples, clusters, ranks } = snapshot;
  const { best, confidence, average, loss } = snapshot, { snapshots } = pathsOf(run);
  const shape = [heads, samples, ranks];
  const bytes = encodeSigned({
    tensors: {
      best: best instanceof Uint8Array
        ? { dtype: "U8", shape, data: best }
        : { dtype: "I32", shape, data: best },
      confidence: { dtype: "F32", shape: [heads], data: confidence },
      average: { dtype: "F32", shape: [heads, clusters], data: average },
      ...loss && { loss: { dtype: "F32", shape: [heads], data: loss } },
    },
    metadata: {
      ...{ format: FORMAT, step: String(step), stage, epoch: String(epoch) },
      ...{ split, data, recipe },
    },
  });
  await makeFolder(snapshots);
  await writeDurably(join(snapshots, fileOf(step)), bytes);
}

/** The files of a run's snapshots, relative to the run, in the order of training. */
export async function snapshotFiles(run: string): Promise<string[]> {
  const found = await listIfThere(pathsOf(run).snapshots);
  return found.map(({ name }) => name).filter((name) => /^step-\d{6,}\.safetensors$/.test(name))
    .sort((a, b) => stepOf(a) - stepOf(b)).map((name) => FOLDER + name);
}

const stepOf = (file: string) => Number(/step-(\d+)/.exec(file)![1]);

/** Removes the snapshots after a step, which training makes again, and what is half written. */
export async function dropLaterSnapshots(run: string, step: number): Promise<void> {
  const { snapshots } = pathsOf(run);
  for (const { name, kind } of await listIfThere(snapshots)) {
    const later = /^step-\d{6,}\.safetensors/.test(name) &&
      (name.endsWith(".part") || stepOf(name) > step);
    if (kind !== "file" || !later) continue;
    const path = join(snapshots, name);
    await fileSystem().remove(path).catch((error) => {
      throw writeFailure(path, error);
    });
  }
}

/**
 * Reads a snapshot, of which not a bit may have changed.
 *
 * @throws {CrlcError} `SNAPSHOT_DAMAGED`, `BAD_SAFETENSORS`.
 */
export function readSnapshot(bytes: Uint8Array): Snapshot {
  const file = decodeSafetensors(bytes);
  const { tensors: { best, confidence, average, loss }, metadata } = file;
  const { format, step = "", stage = "", epoch = "", split = "", data = "", recipe = "" } =
    metadata;
  if (format !== FORMAT || !isSigned(bytes, file)) {
    throw damaged("its digest must match its content, and does not");
  }
  const [heads, samples, ranks] = best?.shape ?? [], clusters = average?.shape[1];
  const whole = best && best.dtype !== "F32" && best.shape.length === 3 &&
    hasShape(confidence, [heads]) && hasShape(average, [heads, clusters]) &&
    (loss === undefined || hasShape(loss, [heads])) &&
    best.data.every((cluster) => cluster >= 0 && cluster < clusters);
  if (!whole || !/^\d{1,15}$/.test(step) || !/^\d{1,15}$/.test(epoch)) {
    throw damaged("its entries must be those of a snapshot, and are not");
  }
  return {
    ...{ step: Number(step), stage, epoch: Number(epoch), split, data, recipe },
    ...{ heads, samples, clusters, ranks, best: best.data },
    confidence: confidence.data as Float32Array,
    average: average.data as Float32Array,
    loss: loss?.data as Float32Array | undefined,
  };
}

function hasShape(tensor: StoredTensor | undefined, shape: readonly number[]): boolean {
  return tensor?.dtype === "F32" && tensor.shape.join() === shape.join();
}

function damaged(what: string): CrlcError {
  return new CrlcError("checkpoint", "SNAPSHOT_DAMAGED", `Cannot read the snapshot: ${what}`, {
    hint: "crlc verify says which files of a run are damaged",
  });
}
