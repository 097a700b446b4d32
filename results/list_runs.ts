import { join } from "node:path";
import * as v from "valibot";
import { CrlcError } from "../core/errors.ts";
import { listCheckpoints } from "../run/folder/checkpoint.ts";
import { listIfThere, readIfThere } from "../run/folder/files.ts";
import { runsIn } from "../run/folder/near_run.ts";
import { type Manifest, pathsOf, readManifest } from "../run/folder/run_folder.ts";
import { trainingProcess } from "../run/folder/training_process.ts";

/** A run as its folder tells of it; nothing is opened but small files. */
export interface RunItem {
  /** Its folder. */
  readonly run: string;
  /**
   * "stopped": the command that trained it goes on; "failed": its loss was no number; "unreadable":
   * its recipe.json is damaged or a file of it cannot be read, and nothing more is said.
   */
  readonly state: "finished" | "training" | "stopped" | "failed" | "unreadable";
  readonly recipe?: string;
  readonly strategy?: string;
  /** The data set, or for a folder of pictures its path. */
  readonly data?: string;
  readonly samples?: number;
  readonly clusters?: number;
  readonly seed?: number;
  /** Steps of the newest checkpoint. */
  readonly step?: number;
  /** The epoch that was finished last, of how many, and of which stage. */
  readonly epoch?: number;
  readonly epochs?: number;
  readonly stage?: string;
  /** What `crlc eval` has found last, at this step, by the head that was chosen without labels. */
  readonly score?: {
    readonly split: string;
    readonly acc?: number;
    readonly nmi?: number;
    readonly ari?: number;
  };
}

/** What `crlc runs --json` prints. */
export interface RunList {
  readonly schemaVersion: 1;
  readonly folder: string;
  readonly items: readonly RunItem[];
}

/**
 * Lists the runs of a folder and of the folders in it, such as those of sweeps.
 *
 * @param named Whether a person has named it: one that is not there yet holds no run.
 * @throws {CrlcError} `NO_RUNS_FOLDER` if there is no such folder.
 */
export async function listRuns(folder: string, named: boolean): Promise<RunList> {
  const there = await Deno.stat(folder).then(({ isDirectory }) => isDirectory, () => undefined);
  if (there === undefined && !named) return { schemaVersion: 1, folder, items: [] };
  if (!there) {
    throw new CrlcError(
      "usage",
      "NO_RUNS_FOLDER",
      `Cannot list the runs of "${folder}": it must be a folder, and is none`,
      { hint: "crlc train makes it; CRLC_RUNS_DIR or a path after crlc runs names another" },
    );
  }
  const runs = (await runsIn(folder)).map((name) => join(folder, name));
  for (const { name, kind } of await listIfThere(folder)) {
    const inner = join(folder, name);
    if (kind !== "folder" || runs.includes(inner)) continue;
    runs.push(...(await runsIn(inner)).map((run) => join(inner, run)));
  }
  return { schemaVersion: 1, folder, items: await Promise.all(runs.sort().map(itemOf)) };
}

async function itemOf(run: string): Promise<RunItem> {
  try {
    const manifest = await readManifest(run);
    if (manifest) return await readableItem(run, manifest);
  } catch (error) {
    if (!(error instanceof CrlcError)) throw error;
  }
  return { run, state: "unreadable" };
}

/** @throws {CrlcError} `CANNOT_READ` */
async function readableItem(run: string, manifest: Manifest): Promise<RunItem> {
  const { recipe: { name: recipe, strategy, dataset, clusters, seed }, data } = manifest;
  const { checkpoints, failure, seal } = pathsOf(run);
  const [newest] = await listCheckpoints(checkpoints);
  const step = newest === undefined ? undefined : Number(newest.match(/\d+/)![0]);
  const state = await trainingProcess(run) !== undefined
    ? "training"
    : await readIfThere(seal) !== undefined
    ? "finished"
    : await readIfThere(failure) !== undefined
    ? "failed"
    : "stopped";
  const { path } = dataset.options;
  return {
    ...{ run, state, recipe, strategy },
    data: typeof path === "string" ? path : dataset.name,
    ...{ samples: data.samples, clusters, seed, step },
    ...await lastEpoch(run),
    score: await lastScore(run, step),
  };
}

const number = v.optional(v.number());
const epochSchema = v.object({ epoch: v.number(), epochs: v.number(), stage: v.string() });
const evaluationSchema = v.object({
  step: v.number(),
  split: v.string(),
  selected: v.object({ acc: number, nmi: number, ari: number }),
});

/** What a text says as JSON of a shape; nothing where it is something else. */
function parsed<const Schema extends v.GenericSchema>(
  schema: Schema,
  text: string | undefined,
): v.InferOutput<Schema> | undefined {
  try {
    return v.parse(schema, JSON.parse(text ?? ""));
  } catch {
    return undefined;
  }
}

async function lastEpoch(run: string) {
  const lines = (await readIfThere(pathsOf(run).metrics))?.trimEnd().split("\n");
  return parsed(epochSchema, lines?.at(-1)) ?? {};
}

async function lastScore(run: string, step: number | undefined): Promise<RunItem["score"]> {
  const found = parsed(evaluationSchema, await readIfThere(pathsOf(run).evaluation));
  return found?.step === step && found ? { split: found.split, ...found.selected } : undefined;
}
