import { createHash } from "node:crypto";
import { basename, dirname, join, resolve } from "node:path";
import * as v from "valibot";
import { CrlcError } from "../../core/errors.ts";
import { folderOf, processEnv } from "../../core/folders.ts";
import { shellLine } from "../../core/shell_line.ts";
import type { PassedOver } from "../../datasets/dataset.ts";
import type { ImportedArchive } from "./imported_archives.ts";
import { DECODED_OTHERWISE, decodedOtherwise } from "./decoded_otherwise.ts";
import { fileSystem } from "./file_system.ts";
import { listIfThere, makeFolder, readIfThere, writeDurably, writeFailure } from "./files.ts";
import { leavesOf } from "./leaves_of.ts";
import { nearRun } from "./near_run.ts";
import { type Recipe, writtenRecipe } from "../recipe/recipe.ts";

/** What `recipe.json` of a run holds: all that is needed to make the run again. */
export interface Manifest {
  readonly schemaVersion: 1;
  readonly recipe: Recipe;
  /** SHA-256 of the recipe, without what it is called, says of itself and only looks at. */
  readonly recipeHash: string;
  /** What was trained on. */
  readonly data: {
    readonly digest: string;
    readonly samples: number;
    readonly shape: readonly number[];
    /** Numbers of a feature, where features stand for the images. */
    readonly features?: number;
    /** What the representation was trained on besides. */
    readonly auxiliary?: {
      readonly split: string;
      readonly digest: string;
      readonly samples: number;
    };
    /** What the best epoch was chosen by. */
    readonly validation?: {
      readonly split: string;
      readonly digest: string;
      readonly samples: number;
    };
    /** The archives it was taken from, and whether they were the official ones; where that is known. */
    readonly archives?: readonly ImportedArchive[];
    /** What lay beside the images and was not looked at. */
    readonly passedOver?: readonly PassedOver[];
  };
  readonly plugins: readonly string[];
  /** SHA-256 of the plugins that are files; absent in runs of older versions. */
  readonly pluginDigests?: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
  /** Where each stretch of training ran; a run may move. */
  readonly sessions: readonly {
    readonly fromStep: number;
    /** Operating system and processor, such as "linux x86_64". */
    readonly machine?: string;
    readonly precision?: string;
    /** Where views were made, if not by the host. */
    readonly augment?: string;
    readonly backend: string;
    readonly device: string;
    readonly threads: number;
    /** Devices that a step was split over; one if absent. */
    readonly devices?: number;
    /** Processes that trained together, and what carried their messages; one if absent. */
    readonly ranks?: number;
    readonly carrier?: string;
    /** SHA-256 of the backend's files of kernels, by name. */
    readonly kernels?: Readonly<Record<string, string>>;
  }[];
}

const texts = v.record(v.string(), v.string());

const otherSplit = v.optional(
  v.looseObject({ split: v.string(), digest: v.string(), samples: v.number() }),
);

/** The fields of a manifest that are used unchecked; the recipe has its hash. */
const manifestSchema = v.looseObject({
  schemaVersion: v.literal(1),
  recipe: v.looseObject({ name: v.string(), dataset: v.looseObject({ name: v.string() }) }),
  recipeHash: v.string(),
  data: v.looseObject({
    digest: v.string(),
    samples: v.number(),
    shape: v.tuple([v.number(), v.number(), v.number()]),
    features: v.optional(v.number()),
    auxiliary: otherSplit,
    validation: otherSplit,
  }),
  plugins: v.array(v.string()),
  pluginDigests: v.optional(texts),
  versions: texts,
  sessions: v.array(
    v.looseObject({ fromStep: v.number(), backend: v.string(), kernels: v.optional(texts) }),
  ),
});

/** Paths within a run folder. */
export function pathsOf(run: string) {
  return {
    manifest: join(run, "recipe.json"),
    metrics: join(run, "metrics.jsonl"),
    checkpoints: join(run, "checkpoints"),
    stages: join(run, "stages"),
    snapshots: join(run, "snapshots"),
    assignments: join(run, "assignments.csv"),
    embeddings: join(run, "embeddings.safetensors"),
    neighbours: join(run, "neighbors.safetensors"),
    quarantine: join(run, "quarantine.jsonl"),
    findings: join(run, "features.json"),
    duplicates: join(run, "duplicates.csv"),
    outliers: join(run, "outliers.csv"),
    baselines: join(run, "yardstick.json"),
    evaluation: join(run, "evaluation.json"),
    failure: join(run, "failure.json"),
    lock: join(run, "lock"),
    seal: join(run, "SHA256SUMS"),
  };
}

/** The SHA-256 of what a recipe does, whatever it is called and however often it is looked at. */
export function hashRecipe(recipe: Recipe): string {
  const { name: _name, about: _about, snapshots: _snapshots, encoder, ...rest } = recipe;
  // An encoder is what its weights are, wherever they lie and whatever they are called.
  const { digest, dimensions, input, network } = encoder ?? {};
  const weights = encoder && { encoder: { digest, dimensions, input, network } };
  return createHash("sha256").update(canonical({ ...rest, ...weights })).digest("hex");
}

/** JSON with sorted keys: equal values, equal text. */
function canonical(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, inner) =>
      typeof inner === "object" && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a < b ? -1 : 1))
        : inner,
  );
}

/**
 * Takes the run folder for this process; the operating system gives it back when the process ends,
 * however it ends.
 *
 * @throws {CrlcError} `RUN_LOCKED` if another process holds it.
 */
export async function lockRun(run: string): Promise<Disposable> {
  await makeFolder(join(run, "checkpoints"));
  const path = pathsOf(run).lock;
  let lock: Awaited<ReturnType<ReturnType<typeof fileSystem>["lock"]>>;
  try {
    lock = await fileSystem().lock(path);
  } catch (cause) {
    throw writeFailure(path, cause);
  }
  if (!("owner" in lock)) return lock;
  throw new CrlcError(
    "locked",
    "RUN_LOCKED",
    `Cannot train in "${run}": one process at a time may, and process ${
      lock.owner || "unknown"
    } is at it`,
    { hint: "wait for it, stop it, or choose another folder with --run" },
  );
}

/**
 * Makes sure that no name in a run folder leads out of it, or to something that never ends: a folder
 * may come from anybody, links are followed wherever this process may read and write, and a pipe is
 * waited for.
 *
 * @throws {CrlcError} `LINK_IN_RUN`.
 */
async function requireNoLinks(run: string): Promise<void> {
  const { checkpoints, stages, snapshots } = pathsOf(run);
  for (const folder of [run, checkpoints, stages, snapshots]) {
    const found = (await listIfThere(folder)).find(({ kind }) =>
      kind === "link" || kind === "other"
    );
    if (found === undefined) continue;
    const isLink = found.kind === "link", what = isLink ? "" : ", a pipe, a socket or a device";
    throw new CrlcError(
      "checkpoint",
      "LINK_IN_RUN",
      `Cannot use run "${run}": nothing in it may be a symbolic link${what}, and "${
        join(folder, found.name)
      }" is one`,
      {
        hint: isLink
          ? "put what it leads to in its place; the run folder itself may be a link"
          : "remove it: no run has one",
      },
    );
  }
}

/** The manifest of a run, or nothing where the folder holds none. */
export async function readManifest(run: string): Promise<Manifest | undefined> {
  await requireNoLinks(run);
  const text = await readIfThere(pathsOf(run).manifest);
  if (text === undefined) return undefined;
  let manifest: Manifest | undefined;
  try {
    const parsed = JSON.parse(text) as Manifest;
    const wellFormed = v.safeParse(manifestSchema, parsed).success;
    if (wellFormed && hashRecipe(parsed.recipe) === parsed.recipeHash) manifest = parsed;
  } catch {
    // Reported below, like any other damage.
  }
  if (manifest) {
    // Its hash fits, but anybody can take a hash.
    writtenRecipe(manifest.recipe, `run "${run}"`);
    return manifest;
  }
  throw new CrlcError(
    "checkpoint",
    "BAD_MANIFEST",
    `Cannot read run "${run}": its recipe.json must be as crlc wrote it, and is damaged or changed`,
    { hint: "restore the file, or train again in another folder with --run" },
  );
}

/**
 * The manifest of a run that must be there.
 *
 * @throws {CrlcError} `NO_SUCH_RUN`, `BAD_MANIFEST`.
 */
export async function openManifest(run: string): Promise<Manifest> {
  const manifest = await readManifest(run);
  if (manifest) return manifest;
  const near = await nearRun(run, folderOf(processEnv, "runs"));
  throw new CrlcError(
    "usage",
    "NO_SUCH_RUN",
    `Cannot find run "${run}": it must be a folder that crlc train has written, and is not`,
    { hint: near ?? "crlc runs lists the runs there are, and crlc train RECIPE makes one" },
  );
}

/**
 * Makes sure that the plugins of a run were named by whoever runs crlc: a run folder may come from
 * anybody, and must not choose what code runs.
 *
 * @throws {CrlcError} `PLUGIN_NOT_NAMED`.
 */
export function requireNamedPlugins(
  run: string,
  manifest: Manifest,
  named: readonly string[],
): void {
  // A path may be written in several ways; an address in one.
  const same = (specifier: string) => /^[a-z]+:/i.test(specifier) ? specifier : resolve(specifier);
  const known = new Set(named.map(same));
  const missing = manifest.plugins.filter((specifier) => !known.has(same(specifier)));
  if (missing.length === 0) return;
  throw new CrlcError(
    "plugin",
    "PLUGIN_NOT_NAMED",
    `Cannot open run "${run}": the plugins it was trained with must be named, since a run folder may not choose what code runs, and ${
      missing.map((specifier) => `"${specifier}"`).join(", ")
    } is not`,
    { hint: `if you trust it: ${shellLine(missing.flatMap((name) => ["--plugin", name]))}` },
  );
}

/** Writes the manifest. */
export function writeManifest(run: string, manifest: Manifest): Promise<void> {
  return writeDurably(pathsOf(run).manifest, `${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * Makes sure that a run goes on with the recipe it began with.
 *
 * @param images That there are now: some keys follow them.
 * @throws {CrlcError} `RUN_OF_ANOTHER_RECIPE` with every key that differs, or that the images do.
 */
export function requireSameRecipe(
  run: string,
  { recipe: old, data, versions }: Manifest,
  wanted: Recipe,
  images: { readonly digest: string; readonly length: number },
): void {
  if (hashRecipe(old) === hashRecipe(wanted)) return;
  const before = leavesOf(old, "lists too"), now = leavesOf(wanted, "lists too");
  const folder = wanted.dataset.options.path, there = old.dataset.options.path;
  const ofFolders = typeof folder === "string" && typeof there === "string" && folder !== there;
  const decoded = decodedOtherwise({ versions });
  const changed = !ofFolders && data.digest !== images.digest && !decoded;
  const keys = [...new Set([...before.keys(), ...now.keys()])]
    .filter((key) => !/^(name|about|snapshots\b.*)$/.test(key) && before.get(key) !== now.get(key))
    // Means and deviations of other images say nothing more.
    .filter((key) => !(ofFolders || changed) || !key.startsWith("input.normalise."));
  const differing = keys
    .map((key) => `${key} (${before.get(key) ?? "absent"} there, ${now.get(key) ?? "absent"} now)`);
  const list = differing.join(", ");
  const why = changed
    ? `the images it began with, and there are others: ${images.length} now, ${data.samples} then${
      list && `; these keys differ with them: ${list}`
    }`
    : `the recipe it began with, and these keys differ: ${list}`;
  const another = ofFolders
    ? join(dirname(run), `${basename(dirname(folder))}-${basename(run)}`)
    : undefined;
  const message = `Cannot train in "${run}": a run goes on with ${why}`;
  throw new CrlcError("usage", "RUN_OF_ANOTHER_RECIPE", message, {
    hint: another !== undefined
      ? `that run is of another folder: give this one a name of its own, such as ${
        shellLine(["--run", another])
      }`
      : keys.length > 0 && keys.every((key) => /(^|\.)epochs$/.test(key))
      ? `a run of its own learns on from this one, if that is finished: ${
        shellLine(["--from", run, "--run", `${run}-more`])
      }`
      : data.digest === images.digest
      ? "choose another folder with --run, or leave the changes out to continue"
      : decoded
      ? DECODED_OTHERWISE
      : "choose another folder with --run; crlc assign gives new images the clusters of this run",
  });
}
