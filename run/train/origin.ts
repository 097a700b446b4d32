import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Tensors, tf } from "../../backends/tf.ts";
import { CrlcError } from "../../core/errors.ts";
import type { Catalog } from "../parts/catalog.ts";
import { fileOf, loadCheckpoint, type TrainingState } from "../folder/checkpoint.ts";
import { dataIdentity } from "../folder/data_identity.ts";
import { fileSystem } from "../folder/file_system.ts";
import { readBytesIfThere } from "../folder/files.ts";
import { openManifest, pathsOf } from "../folder/run_folder.ts";
import { decodeSafetensors, type SafetensorsFile } from "../folder/safetensors.ts";
import { isSigned } from "../folder/signed_tensors.ts";
import { type PlannedStage, planStages } from "../recipe/plan_stages.ts";
import { NEIGHBOURS } from "./found_neighbours.ts";
import { disposeReplaced } from "../parts/dispose_replaced.ts";
import { createTask, type ResolvedRecipe } from "../recipe/task.ts";

/** A finished run that another one begins with. */
export interface Origin {
  readonly run: string;
  /** SHA-256 of its last checkpoint: what the new run's recipe remembers of it. */
  readonly checkpoint: string;
  /** Names of its stages. */
  readonly stages: readonly string[];
  readonly weights: Tensors;
  readonly buffers: Tensors;
  /** Digest of the images it was trained on. */
  readonly data: string;
  /** What `crlc neighbors` has found for it, `[N, k]`. */
  readonly neighbours?: { readonly k: number; readonly ids: Int32Array };
}

/**
 * Reads the run that another is to begin with. The caller owns its tensors.
 *
 * @throws {CrlcError} `NO_SUCH_RUN`, `BAD_MANIFEST`, `RUN_NOT_FINISHED`.
 */
export async function readOrigin(
  catalog: Catalog,
  run: string,
  warn: (text: string) => void,
): Promise<Origin> {
  const manifest = await openManifest(run);
  const { samples, shape, features, digest: data, auxiliary } = manifest.data;
  const recipe = manifest.recipe as ResolvedRecipe;
  const images = { samples, channels: shape[2], features, auxiliary: auxiliary?.samples };
  const task = await createTask(catalog, recipe, images);
  const plan = planStages(task, samples);
  const { checkpoints, neighbours: file } = pathsOf(run);
  const identity = { recipe: manifest.recipeHash, data: dataIdentity(manifest.data) };
  const state = await loadCheckpoint(checkpoints, identity, warn);
  const last = plan[plan.length - 1];
  if (!state || state.step < last.firstStep + last.steps) {
    if (state) disposeReplaced([state.weights, state.buffers, state.slots], []);
    throw new CrlcError(
      "usage",
      "RUN_NOT_FINISHED",
      `Cannot begin with run "${run}": it must be finished, and is not`,
      { hint: "repeat its crlc train command to go on with it" },
    );
  }
  disposeReplaced([state.slots], []);
  const bytes = await fileSystem().read(join(checkpoints, fileOf(state.step)));
  return {
    run,
    checkpoint: createHash("sha256").update(bytes).digest("hex"),
    stages: plan.map(({ stage }) => stage.name),
    weights: state.weights,
    buffers: state.buffers,
    data,
    neighbours: await readNeighbours(file, { step: String(state.step), data }),
  };
}

/** What `crlc neighbors` has kept, if it is of this very state of the run. */
async function readNeighbours(
  path: string,
  { step, data }: { step: string; data: string },
): Promise<Origin["neighbours"]> {
  const bytes = await readBytesIfThere(path);
  if (!bytes) return undefined;
  let file: SafetensorsFile;
  try {
    file = decodeSafetensors(bytes);
  } catch {
    // Damaged: they are sought anew.
    return undefined;
  }
  const { tensors: { ids }, metadata } = file;
  if (!isSigned(bytes, file)) return undefined;
  if (ids?.dtype !== "I32" || metadata.step !== step || metadata.data !== data) return undefined;
  return { k: ids.shape[1], ids: ids.data };
}

/**
 * The state of a run that begins with what another has learned: weights and buffers of the same
 * name, and the stages that both begin with count as done.
 *
 * @param fresh The new run's own beginning; it is used up, like the tensors of `origin`.
 * @param data Digest of the images of the new run.
 * @throws {CrlcError} `ORIGIN_DOES_NOT_FIT` if a part of the same name has another shape, or none
 *   has the same name.
 */
export function beginWith(
  origin: Origin,
  fresh: TrainingState,
  plan: readonly PlannedStage[],
  data: string,
): TrainingState {
  const taken: string[] = [];
  const merge = (own: Tensors, others: Tensors): Tensors =>
    Object.fromEntries(
      Object.entries(own).map(([name, tensor]) => {
        const other = others[name];
        if (!other) return [name, tensor];
        if (other.shape.join() !== tensor.shape.join()) {
          throw doesNotFit(origin, `"${name}" must be [${tensor.shape}], and is [${other.shape}]`);
        }
        taken.push(name);
        return [name, other];
      }),
    );
  const weights = merge(fresh.weights, origin.weights);
  const buffers = merge(fresh.buffers, origin.buffers);
  if (taken.length === 0) {
    throw doesNotFit(origin, "a part of both networks must have the same name, and none has");
  }
  let skipped = 0;
  // The same images, or what was found of them means nothing here.
  if (data === origin.data) {
    while (skipped < plan.length - 1 && plan[skipped].stage.name === origin.stages[skipped]) {
      skipped++;
    }
    const next = plan[skipped].stage;
    const kept = origin.buffers[NEIGHBOURS];
    if (kept && skipped > 0) buffers[NEIGHBOURS] = kept;
    else if (next.kind === "compute" && next.neighbours && origin.neighbours) {
      const found = firstColumns(origin.neighbours, next.neighbours);
      if (found) {
        buffers[NEIGHBOURS] = found;
        skipped++;
      }
    }
  }
  disposeReplaced(
    [fresh.weights, fresh.buffers, origin.weights, origin.buffers],
    [weights, buffers],
  );
  return { ...fresh, step: plan[skipped].firstStep, weights, buffers };
}

function firstColumns(
  { k, ids }: NonNullable<Origin["neighbours"]>,
  wanted: number,
): tf.Tensor | undefined {
  if (k < wanted) return undefined;
  const rows = ids.length / k;
  const first = Int32Array.from(
    { length: rows * wanted },
    (_, i) => ids[Math.floor(i / wanted) * k + i % wanted],
  );
  return tf.tensor2d(first, [rows, wanted], "int32");
}

function doesNotFit({ run }: Origin, what: string): CrlcError {
  return new CrlcError(
    "usage",
    "ORIGIN_DOES_NOT_FIT",
    `Cannot begin with run "${run}": ${what}`,
    { hint: "both recipes need the same backbone and number of clusters" },
  );
}
