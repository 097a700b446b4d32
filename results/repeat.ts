import { join, resolve } from "node:path";
import { CrlcError } from "../core/errors.ts";
import type { Observer, TrainOutcome, TrainRequest } from "../run/api.ts";
import type { Environment } from "../run/parts/environment.ts";
import { listCheckpoints, verifyCheckpoint } from "../run/folder/checkpoint.ts";
import { dataIdentity } from "../run/folder/data_identity.ts";
import { evaluate } from "./scores/evaluate.ts";
import { readBytesIfThere, readIfThere } from "../run/folder/files.ts";
import { pluginDigests } from "../run/folder/plugin_digests.ts";
import { writtenRecipe } from "../run/recipe/recipe.ts";
import {
  type Manifest,
  openManifest,
  pathsOf,
  requireNamedPlugins,
} from "../run/folder/run_folder.ts";
import { train } from "../run/train/train.ts";
import { VERSIONS } from "../run/folder/versions.ts";

export interface RepeatRequest {
  /** The finished run that is made again. */
  readonly original: string;
  /** The folder of the new run. */
  readonly run: string;
  /** The original's backend, threads and precision where they are left open ("auto"). */
  readonly environment: Environment;
  /** The run the original began with, if it did. */
  readonly from?: string;
  readonly keep?: number;
  readonly failOnCollapse?: boolean;
  readonly tensorboard?: boolean;
}

/** One thing that was compared. */
export interface Compared {
  readonly what: string;
  readonly equal: boolean;
  /** What differs, in words. */
  readonly difference?: string;
}

/** What `crlc train --repeat --json` prints of a finished repetition. */
export interface Repetition {
  readonly schemaVersion: 1;
  readonly original: string;
  readonly run: string;
  readonly equal: boolean;
  readonly compared: readonly Compared[];
}

/** Keys of a line of metrics that tell of the machine, not of the run. */
const OF_THE_MACHINE = new Set(["seconds", "imagesPerSecond", "waiting"]);

/**
 * Trains a finished run again, from nothing but its manifest, and compares checkpoint, log and
 * scores. What may explain a difference is warned of before.
 *
 * @returns The outcome of the training, and the comparison once it is finished.
 * @throws {CrlcError} what training throws; `RUN_NOT_FINISHED` if the original is not, and
 *   `CHECKPOINT_DAMAGED`, `BAD_SAFETENSORS` or `NO_VALID_CHECKPOINT` if its last checkpoint is not
 *   whole; `SAME_RUN`.
 */
export async function repeatRun(
  { original, run, environment, from, ...rest }: RepeatRequest,
  observer: Observer,
  stop: AbortSignal,
): Promise<{ outcome: TrainOutcome; repetition?: Repetition }> {
  const manifest = await openManifest(original);
  requireNamedPlugins(original, manifest, environment.plugins);
  if (await readIfThere(pathsOf(original).seal) === undefined) {
    throw new CrlcError(
      "usage",
      "RUN_NOT_FINISHED",
      `Cannot repeat run "${original}": it must be finished, and is not`,
      { hint: "repeat its crlc train command to go on with it" },
    );
  }
  await requireComparable(original, run);
  const recipe = writtenRecipe(manifest.recipe, `run "${original}"`);
  if (recipe.from && from === undefined) {
    throw new CrlcError(
      "usage",
      "FROM_MISSING",
      `Cannot repeat run "${original}": the run it began with must be given, and is not`,
      { hint: "give it with --from" },
    );
  }
  const last = manifest.sessions.at(-1);
  const same = environment.backend === "auto" && last
    ? {
      backend: last.backend,
      threads: environment.threads ?? last.threads,
      precision: environment.precision ?? last.precision as Environment["precision"],
      devices: environment.devices ?? last.devices,
    }
    : {};
  for (const text of await explanations(manifest, { ...environment, ...same })) observer.warn(text);
  const outcome = await train(
    {
      ...{ target: original, overrides: { set: [] }, recipe, from, run, runsFolder: run, ...rest },
      augment: last?.augment as TrainRequest["augment"],
      environment: { ...environment, ...same },
    },
    observer,
    stop,
  );
  if (outcome.status === "stopped") return { outcome };
  const compared = [
    await compareData(manifest, run),
    await compareCheckpoints(original, run),
    await compareLogs(original, run),
    await compareScores(original, run, { ...environment, ...same }, observer),
  ];
  const equal = compared.every(({ equal }) => equal);
  return { outcome, repetition: { schemaVersion: 1, original, run, equal, compared } };
}

/** What would only be noticed after the training: nothing to compare with, or only itself. */
async function requireComparable(original: string, run: string): Promise<void> {
  if (resolve(original) === resolve(run)) {
    throw new CrlcError(
      "usage",
      "SAME_RUN",
      `Cannot repeat run "${original}": the new run must have a folder of its own, and has this one`,
      { hint: "choose another with --run" },
    );
  }
  if (await lastDigest(original) !== undefined) return;
  throw new CrlcError(
    "checkpoint",
    "NO_VALID_CHECKPOINT",
    `Cannot repeat run "${original}": it must have a checkpoint to compare with, and has none`,
    { hint: "restore its checkpoints folder" },
  );
}

/** The differences from how the run was made. */
async function explanations(
  { versions, sessions, pluginDigests: then = {} }: Manifest,
  { backend, threads, precision, devices, plugins }: Environment,
): Promise<string[]> {
  const found: string[] = [];
  const differ = (what: string, before: unknown, now: unknown) => {
    if (before !== undefined && before !== now) found.push(`${what}: ${before} then, ${now} now`);
  };
  for (const name of new Set([...Object.keys(versions), ...Object.keys(VERSIONS)])) {
    differ(name, versions[name] ?? "absent", VERSIONS[name] ?? "absent");
  }
  const digests = await pluginDigests(plugins);
  for (const [name, digest] of Object.entries(then)) {
    if (digests[name] !== undefined && digests[name] !== digest) {
      found.push(`plugin ${name} has changed`);
    }
  }
  const session = sessions.at(-1);
  differ("machine", session?.machine, `${Deno.build.os} ${Deno.build.arch}`);
  differ("backend", session?.backend, backend);
  differ("threads", session?.threads, threads ?? session?.threads);
  differ("devices", session && (session.devices ?? 1), devices ?? 1);
  differ("precision", session?.precision, precision ?? session?.precision);
  const kinds = new Set(sessions.map(({ backend, threads }) => `${backend}, ${threads} threads`));
  if (kinds.size > 1) found.push(`it was trained in turn on ${[...kinds].join("; ")}`);
  return found.map((text) => `What is repeated may come out differently: ${text}`);
}

async function compareData({ data }: Manifest, run: string): Promise<Compared> {
  const { data: now } = await openManifest(run);
  return compare("data", dataIdentity(data), dataIdentity(now));
}

async function compareCheckpoints(original: string, run: string): Promise<Compared> {
  const [before, now] = await Promise.all([original, run].map(lastDigest));
  return compare("checkpoint", before ?? "absent", now ?? "absent");
}

/** Digest of the newest checkpoint of a run, which must be whole; nothing where there is none. */
async function lastDigest(run: string): Promise<string | undefined> {
  const { checkpoints } = pathsOf(run);
  const [newest] = await listCheckpoints(checkpoints);
  const bytes = newest && await readBytesIfThere(join(checkpoints, newest));
  return bytes ? verifyCheckpoint(bytes).metadata.sha256 : undefined;
}

async function compareLogs(original: string, run: string): Promise<Compared> {
  const [before, now] = await Promise.all([original, run].map(async (folder) => {
    const text = await readIfThere(pathsOf(folder).metrics) ?? "";
    return text.split("\n").filter(Boolean).map(ofTheRun);
  }));
  const count = Math.max(before.length, now.length);
  const differing = Array.from({ length: count }, (_, i) => i)
    .filter((i) => before[i] !== now[i]);
  return differing.length === 0 ? { what: `log, ${count} lines`, equal: true } : {
    what: `log, ${count} lines`,
    equal: false,
    difference: `${differing.length} differ, the first is line ${differing[0] + 1}`,
  };
}

/** A line of metrics without what tells of the machine; a damaged one as it stands. */
function ofTheRun(line: string): string {
  try {
    return JSON.stringify(
      JSON.parse(line),
      (key, value) => OF_THE_MACHINE.has(key) ? undefined : value,
    );
  } catch {
    return line;
  }
}

async function compareScores(
  original: string,
  run: string,
  environment: Environment,
  observer: Observer,
): Promise<Compared> {
  const scored: string[] = [];
  for (const folder of [original, run]) {
    try {
      const request = { run: folder, environment, baseline: false, readOnly: true };
      const { scores } = await evaluate(request, observer);
      const { acc, nmi, ari } = scores[0].selected;
      scored.push(
        acc === undefined ? "no labels to score by" : `ACC ${acc}, NMI ${nmi}, ARI ${ari}`,
      );
    } catch (error) {
      if (!(error instanceof CrlcError) || error.code !== "NOTHING_CLUSTERED") throw error;
      scored.push("no clusters to score");
    }
  }
  return compare("scores", scored[0], scored[1]);
}

function compare(what: string, before: string, now: string): Compared {
  return before === now
    ? { what, equal: true }
    : { what, equal: false, difference: `${before} there, ${now} here` };
}
