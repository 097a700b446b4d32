import { join } from "node:path";
import { sha256 } from "../core/sha256.ts";
import { backends } from "../backends/mod.ts";
import { CrlcError, messageOf } from "../core/errors.ts";
import type { Environment } from "../run/parts/environment.ts";
import { openCatalog } from "../run/parts/catalog.ts";
import { listCheckpoints, verifyCheckpoint } from "../run/folder/checkpoint.ts";
import { decodedOtherwise } from "../run/folder/decoded_otherwise.ts";
import { dataIdentity } from "../run/folder/data_identity.ts";
import { readBytesIfThere, readIfThere } from "../run/folder/files.ts";
import { pluginDigests } from "../run/folder/plugin_digests.ts";
import { openOther } from "../run/recipe/open_other.ts";
import { filesToSeal } from "../run/folder/seal.ts";
import {
  type Manifest,
  openManifest,
  pathsOf,
  requireNamedPlugins,
} from "../run/folder/run_folder.ts";
import { readSnapshot, snapshotFiles } from "../run/folder/snapshots.ts";
import { stageEndFiles } from "../run/folder/stage_ends.ts";
import { decodeSafetensors } from "../run/folder/safetensors.ts";
import { isSigned } from "../run/folder/signed_tensors.ts";
import { openSplit } from "../run/recipe/task.ts";
import { isWholeBaseline } from "./scores/baseline.ts";
import type { Verified } from "../run/parts/verified.ts";

/** What `crlc verify RUN --json` prints. */
export interface Verification {
  readonly schemaVersion: 1;
  readonly run: string;
  /** Whether nothing is bad. */
  readonly ok: boolean;
  readonly checks: readonly Verified[];
}

const MANIFEST = "recipe.json";

/** Said of damaged files that can be made again at any time. */
const REMADE = "it is damaged or of an older crlc, and is made again where it is removed";

/**
 * Recomputes every hash of a run: recipe, checkpoints, results, plugins, kernels, and the data it
 * was trained on.
 *
 * @throws {CrlcError} `NO_SUCH_RUN`, `BAD_MANIFEST`.
 */
export async function verifyRun(
  run: string,
  environment: Pick<Environment, "dataFolder" | "cache" | "folder" | "plugins">,
): Promise<Verification> {
  const manifest = await openManifest(run);
  const files = new FileChecks();
  files.all.push({ what: MANIFEST, state: "ok" });
  await checkCheckpoints(files, run, manifest);
  await checkKept(files, run, manifest);
  await checkSeal(files, run);
  const checks = [
    ...files.all,
    ...await codeChecks(manifest),
    ...await dataChecks(run, manifest, environment),
  ];
  return { schemaVersion: 1, run, ok: checks.every(({ state }) => state !== "bad"), checks };
}

/** Findings on the files of a run, one a file. */
class FileChecks {
  readonly all: Verified[] = [];

  /** @param fault Gives what is wrong with the file, if anything; so does what it throws. */
  async check(
    what: string,
    fault: () => Promise<string | undefined> | string | undefined,
  ): Promise<void> {
    let reason: string | undefined;
    try {
      reason = await fault();
    } catch (error) {
      reason = messageOf(error);
    }
    const found: Verified = reason === undefined
      ? { what, state: "ok" }
      : { what, state: "bad", reason };
    // A file that is held against two hashes is told once, and by what is wrong with it.
    const before = this.all.findIndex((known) => known.what === what);
    if (before < 0) this.all.push(found);
    else if (this.all[before].state === "ok") this.all[before] = found;
  }
}

async function checkCheckpoints(files: FileChecks, run: string, manifest: Manifest): Promise<void> {
  const { checkpoints } = pathsOf(run);
  const saved = await listCheckpoints(checkpoints);
  for (const file of saved) {
    await files.check(
      `checkpoints/${file}`,
      () => checkpointFault(join(checkpoints, file), manifest),
    );
  }
  for (const file of await stageEndFiles(run)) {
    await files.check(file, () => checkpointFault(join(run, file), manifest));
  }
  for (const file of await snapshotFiles(run)) {
    await files.check(file, () => snapshotFault(join(run, file), manifest));
  }
  if (saved.length === 0) {
    files.all.push({ what: "checkpoints", state: "skipped", reason: "none was saved yet" });
  }
}

/** What is kept so that it need not be computed again. */
async function checkKept(files: FileChecks, run: string, manifest: Manifest): Promise<void> {
  for (const name of ["embeddings.safetensors", "neighbors.safetensors"]) {
    const bytes = await readBytesIfThere(join(run, name));
    if (bytes) await files.check(name, () => tensorsFault(bytes, manifest));
  }
  const { baselines } = pathsOf(run);
  if (await readIfThere(baselines) === undefined) return;
  await files.check(
    "yardstick.json",
    async () =>
      await isWholeBaseline(baselines)
        ? undefined
        : `its digests must match its content, and do not; ${REMADE}`,
  );
}

/** The digests that were written down when the run was finished. */
async function checkSeal(files: FileChecks, run: string): Promise<void> {
  const { assignments, seal } = pathsOf(run);
  const sums = await readIfThere(seal);
  if (sums === undefined) {
    const reason = await readBytesIfThere(assignments) === undefined
      ? "results are sealed when the run is finished"
      : "the run is finished and not sealed: the command that trained it, run again, seals it";
    files.all.push({ what: "SHA256SUMS", state: "skipped", reason });
    return;
  }
  const sealed = new Set<string>();
  for (const line of sums.split("\n").filter(Boolean)) {
    const [, digest, file] = line.match(/^([0-9a-f]{64}) {2}((?:\w+\/)?[\w-][\w.-]*)$/) ?? [];
    await files.check(file ?? "SHA256SUMS", () => sumFault(run, digest, file));
    if (file !== undefined) sealed.add(file);
  }
  const missing = (await filesToSeal(run))
    // In runs from before the recipe was sealed, the recipe has only its own hash.
    .filter((file) => file !== MANIFEST && !sealed.has(file));
  if (missing.length > 0) {
    const reason = `it must list ${missing.join(", ")}, and does not`;
    files.all.push({ what: "SHA256SUMS", state: "bad", reason });
  }
}

async function checkpointFault(path: string, manifest: Manifest): Promise<string | undefined> {
  const bytes = await readBytesIfThere(path);
  if (!bytes) return "it is gone";
  const { metadata } = verifyCheckpoint(bytes);
  if (metadata.recipe !== manifest.recipeHash) return "it is of another recipe";
  return metadata.data === dataIdentity(manifest.data) ? undefined : "it is of other data";
}

async function snapshotFault(path: string, manifest: Manifest): Promise<string | undefined> {
  const bytes = await readBytesIfThere(path);
  if (!bytes) return "it is gone";
  return readSnapshot(bytes).recipe === manifest.recipeHash ? undefined : "it is of another recipe";
}

/** What is wrong with tensors that are kept beside the checkpoints. */
function tensorsFault(bytes: Uint8Array, { data }: Manifest): string | undefined {
  const file = decodeSafetensors(bytes);
  if (file.metadata.data !== data.digest) return "it is of other data";
  if (isSigned(bytes, file)) return undefined;
  return `its digest must match its content, and does not; ${REMADE}`;
}

async function sumFault(
  run: string,
  digest: string | undefined,
  file: string | undefined,
): Promise<string | undefined> {
  if (file === undefined) return "a line is malformed";
  const bytes = await readBytesIfThere(join(run, file));
  if (!bytes) return "it is gone";
  return sha256(bytes) === digest ? undefined : "it has changed since the run was finished";
}

/** What the run was computed with: plugins and kernels, as they are here now. */
async function codeChecks({ pluginDigests: then = {}, plugins, sessions }: Manifest) {
  const now = await pluginDigests(plugins);
  const checks = plugins.map((plugin) => compared(`plugin ${plugin}`, then[plugin], now[plugin]));
  const { backend = "", kernels = {} } = sessions.at(-1) ?? {};
  const known = backends.has(backend) ? await backends.get(backend) : undefined;
  const here = await known?.kernelDigests?.(Object.keys(kernels)) ?? {};
  for (const [name, digest] of Object.entries(kernels)) {
    checks.push(compared(`kernels ${name}`, digest, here[name]));
  }
  return checks;
}

function compared(what: string, then: string | undefined, now: string | undefined): Verified {
  if (then === undefined) {
    return { what, state: "skipped", reason: "no digest of it was written down" };
  }
  if (now === undefined) return { what, state: "skipped", reason: "it is not here" };
  return then === now
    ? { what, state: "ok" }
    : { what, state: "bad", reason: "it is another one than the run was trained with" };
}

/** The data: another digest is bad, data that is not here cannot be asked. */
async function dataChecks(
  run: string,
  manifest: Manifest,
  environment: Pick<Environment, "dataFolder" | "cache" | "folder" | "plugins">,
): Promise<Verified[]> {
  const checks: Verified[] = [];
  let what = "data";
  const compare = (what: string, { digest }: { digest: string }, then: string) =>
    checks.push(
      digest === then
        ? { what, state: "ok" }
        : { what, state: "bad", reason: otherImages(manifest) },
    );
  try {
    requireNamedPlugins(run, manifest, environment.plugins);
    const catalog = await openCatalog(environment.plugins);
    // Of the files themselves, not of what was once made of them.
    await using dataset = await openSplit(catalog, manifest.recipe, environment, undefined, {
      rebuild: true,
    });
    compare("data", dataset, manifest.data.digest);
    for (const which of ["auxiliary", "validation"] as const) {
      what = `${which} data`;
      const then = manifest.data[which], from = { environment, rebuild: true };
      await using more = await openOther(which, catalog, manifest.recipe, dataset, from);
      if (then && more) compare(what, more, then.digest);
    }
  } catch (error) {
    if (!(error instanceof CrlcError)) throw error;
    checks.push({ what, state: "skipped", reason: error.message });
  }
  return checks;
}

/** Why images differ from those that a run was trained on. */
function otherImages(manifest: Manifest): string {
  return "the images are other ones than were trained on" +
    (decodedOtherwise(manifest) ? ", as crlc decodes them in another way now" : "");
}
