import { join } from "node:path";
import * as v from "valibot";
import { type Tensors, tf } from "../../backends/tf.ts";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { fileSystem } from "./file_system.ts";
import { listIfThere, readIfThere, writeDurably, writeFailure } from "./files.ts";
import { decodeSafetensors, type SafetensorsFile, type StoredTensor } from "./safetensors.ts";
import { encodeSigned, isSigned } from "./signed_tensors.ts";

/** Everything training needs to go on as if it had never stopped. */
export interface TrainingState {
  /** Steps done of the whole run. */
  readonly step: number;
  readonly weights: Tensors;
  readonly buffers: Tensors;
  readonly slots: Tensors;
  readonly progress: Progress;
}

/** Sums of the epoch under way and the means of the one before, so that resuming changes no byte. */
export interface Progress {
  /** Steps summed so far. */
  readonly count: number;
  readonly sums: Readonly<Record<string, readonly number[]>>;
  /** Means of the last whole epoch. */
  readonly last: Readonly<Record<string, readonly number[]>>;
  /** Steps and sums of the epoch's passes that have begun, by name. */
  readonly passes?: Readonly<Record<string, Pick<Progress, "count" | "sums">>>;
}

/** What a checkpoint must agree with: the recipe and the data it was trained on. */
export interface Identity {
  readonly recipe: string;
  readonly data: string;
  /** Which images are others than when the run began, in words, where that is known. */
  readonly changed?: string;
  /** How to mend it, where that is known. */
  readonly hint?: string;
}

const numbers = v.record(v.string(), v.array(v.number()));
const summed = { count: v.number(), sums: numbers };
const progressSchema = v.strictObject({
  ...summed,
  last: numbers,
  passes: v.optional(v.record(v.string(), v.strictObject(summed))),
});

const PARTS = ["weights", "buffers", "slots"] as const;

/** Checkpoints that are kept, unless told otherwise. */
export const KEEP = 2;

/** What the checkpoint of a step is called. */
export const fileOf = (step: number) => `step-${String(step).padStart(6, "0")}.safetensors`;

async function stored(tensor: tf.Tensor): Promise<StoredTensor> {
  const data = await tensor.data();
  return data instanceof Float32Array
    ? { dtype: "F32", shape: tensor.shape, data }
    : { dtype: "I32", shape: tensor.shape, data: Int32Array.from(data) };
}

/**
 * Saves a checkpoint: the file first, then the pointer `latest`, each by rename; older ones than
 * the last few are removed afterwards, and what a killed process left half written.
 *
 * @param folder The run's `checkpoints` folder, locked by this process.
 * @param keep How many are kept, at least two.
 */
export async function saveCheckpoint(
  folder: string,
  state: TrainingState,
  identity: Identity,
  keep = KEEP,
): Promise<void> {
  const bytes = await encodeCheckpoint(state, identity);
  await writeDurably(join(folder, fileOf(state.step)), bytes);
  await pointAt(folder, state.step);
  const files = await listFiles(folder);
  const older = newestFirst(files).filter((file) => file !== fileOf(state.step));
  const leftovers = files.filter((file) => file.endsWith(".part"));
  for (const file of [...older.slice(Math.max(keep, 2) - 1), ...leftovers]) {
    await removeIfThere(join(folder, file));
  }
}

/** The bytes of a checkpoint, signed; `readCheckpoint` reads them. */
export async function encodeCheckpoint(
  state: TrainingState,
  identity: Identity,
): Promise<Uint8Array> {
  const tensors: Record<string, StoredTensor> = {};
  for (const part of PARTS) {
    for (const [name, tensor] of Object.entries(state[part])) {
      tensors[`${part}/${name}`] = await stored(tensor);
    }
  }
  return encodeSigned({
    tensors,
    metadata: {
      format: "crlc-checkpoint-1",
      step: String(state.step),
      recipe: identity.recipe,
      data: identity.data,
      progress: JSON.stringify(state.progress),
    },
  });
}

/**
 * Lets `latest` name the checkpoint of a step; a process that was killed between file and pointer
 * leaves it one behind.
 */
export async function pointAt(folder: string, step: number): Promise<void> {
  const path = join(folder, "latest"), line = `${fileOf(step)}\n`;
  if (await readIfThere(path) !== line) await writeDurably(path, line);
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await fileSystem().remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw writeFailure(path, error);
  }
}

async function listFiles(folder: string): Promise<string[]> {
  const found = await listIfThere(folder);
  return found.filter(({ kind }) => kind === "file").map(({ name }) => name);
}

/** Checkpoint files of a folder, newest first. */
export async function listCheckpoints(folder: string): Promise<string[]> {
  return newestFirst(await listFiles(folder));
}

function newestFirst(files: readonly string[]): string[] {
  const stepOf = (file: string) => Number(file.match(/\d+/)![0]);
  return files.filter((file) => /^step-\d{6,}\.safetensors$/.test(file))
    .sort((a, b) => stepOf(b) - stepOf(a));
}

/**
 * Loads the newest checkpoint that is whole. A damaged one is passed over with a warning.
 *
 * @returns Nothing where no checkpoint was ever written. The caller owns the tensors.
 * @throws {CrlcError} `NO_VALID_CHECKPOINT` if there are some and all are damaged;
 *   `CHECKPOINT_OF_ANOTHER_RUN` if recipe or data differ.
 */
export async function loadCheckpoint(
  folder: string,
  identity: Identity,
  warn: (text: string) => void,
): Promise<TrainingState | undefined> {
  const pointed = (await readIfThere(join(folder, "latest")))?.trim();
  const files = await listCheckpoints(folder);
  if (pointed !== undefined && !files.includes(pointed) && files.length > 0) {
    warn(`checkpoint "${pointed}" is named as the latest and is missing`);
  }
  for (const file of files) {
    try {
      return readCheckpoint(await fileSystem().read(join(folder, file)), identity);
    } catch (error) {
      if (error instanceof CrlcError && error.code === "CHECKPOINT_OF_ANOTHER_RUN") throw error;
      warn(`checkpoint "${file}" is damaged and passed over (${messageOf(error)})`);
    }
  }
  if (files.length === 0 && pointed === undefined) return undefined;
  throw new CrlcError(
    "checkpoint",
    "NO_VALID_CHECKPOINT",
    `Cannot continue from "${folder}": at least one checkpoint must be whole, and none is`,
    { hint: "train again in another folder with --run" },
  );
}

/**
 * Loads the checkpoint of a step. The caller owns its tensors.
 *
 * @throws {CrlcError} `NO_SUCH_STEP` if it is not kept; what `readCheckpoint` throws.
 */
export async function loadCheckpointOf(
  run: string,
  step: number,
  identity: Identity,
): Promise<TrainingState> {
  const folder = join(run, "checkpoints"), files = await listCheckpoints(folder);
  if (files.includes(fileOf(step))) {
    return readCheckpoint(await fileSystem().read(join(folder, fileOf(step))), identity);
  }
  const known = files.map((file) => Number(/\d+/.exec(file)![0])).join(", ");
  throw new CrlcError(
    "usage",
    "NO_SUCH_STEP",
    `Cannot open run "${run}" after step ${step}: its checkpoint must be kept, and ${
      known ? `kept are those of ${known}` : "none is"
    }`,
    { hint: "crlc train ... --keep N keeps more, and --snapshots N what is predicted by epoch" },
  );
}

function damaged(what: string): CrlcError {
  return new CrlcError("checkpoint", "CHECKPOINT_DAMAGED", `Cannot read the checkpoint: ${what}`);
}

/**
 * Makes sure that not a bit of a checkpoint has changed.
 *
 * @throws {CrlcError} `BAD_SAFETENSORS`, `CHECKPOINT_DAMAGED`.
 */
export function verifyCheckpoint(bytes: Uint8Array): SafetensorsFile {
  const file = decodeSafetensors(bytes);
  const { format, step = "", progress = "" } = file.metadata;
  const signed = format === "crlc-checkpoint-1" && isSigned(bytes, file);
  if (!signed) throw damaged("its digest must match its content, and does not");
  // What follows can be wrong only where somebody has signed it.
  const named = Object.keys(file.tensors).every((name) => /^(weights|buffers|slots)\//.test(name));
  if (!named || !/^\d{1,15}$/.test(step) || !readProgress(progress)) {
    throw damaged("its entries must be those of a training state, and are not");
  }
  return file;
}

function readProgress(text: string): Progress | undefined {
  try {
    const parsed = v.safeParse(progressSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads a checkpoint of a run.
 *
 * @throws {CrlcError} as `verifyCheckpoint`; `CHECKPOINT_OF_ANOTHER_RUN`.
 */
export function readCheckpoint(bytes: Uint8Array, identity: Identity): TrainingState {
  const { tensors, metadata } = verifyCheckpoint(bytes);
  if (metadata.recipe !== identity.recipe || metadata.data !== identity.data) {
    const what = metadata.recipe !== identity.recipe ? "recipe" : identity.changed ?? "data";
    const [verb, other] = what.endsWith("images") ? ["are", "others"] : ["is", "another"];
    throw new CrlcError(
      "checkpoint",
      "CHECKPOINT_OF_ANOTHER_RUN",
      `Cannot continue from the checkpoint: its ${what} must be this run's, and ${verb} ${other}`,
      {
        hint: identity.hint ?? "train in another folder with --run, or restore what has changed",
      },
    );
  }
  const state: Record<typeof PARTS[number], Tensors> = { weights: {}, buffers: {}, slots: {} };
  for (const [full, { dtype, shape, data }] of Object.entries(tensors)) {
    const slash = full.indexOf("/");
    const part = full.slice(0, slash) as typeof PARTS[number];
    state[part][full.slice(slash + 1)] = tf.tensor(
      data,
      [...shape],
      dtype === "F32" ? "float32" : "int32",
    );
  }
  return {
    step: Number(metadata.step),
    ...state,
    progress: readProgress(metadata.progress)!,
  };
}
