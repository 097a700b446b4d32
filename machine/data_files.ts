import { join } from "node:path";
import { CrlcError, messageOf } from "../core/errors.ts";
import { readSource, type Source } from "../datasets/archive/source.ts";
import { fileDigest } from "../core/file_digest.ts";
import { rootOf } from "../datasets/root_of.ts";
import { type ImportedArchive, importedArchives } from "../run/folder/imported_archives.ts";
import { openCatalog } from "../run/parts/catalog.ts";
import type { Verified } from "../run/parts/verified.ts";

export interface DataFilesRequest {
  /** Name of the data set. */
  readonly name: string;
  /** Folder that holds the data sets, one folder each; a set without files needs none. */
  readonly dataFolder?: string;
  readonly plugins: readonly string[];
}

/** Where the files of a data set lie. */
export interface DataPlace {
  readonly dataset: string;
  readonly folder: string;
  /** Whether anything is there. */
  readonly present: boolean;
  readonly archives: readonly ImportedArchive[];
}

/** What became of checking a data set's files. */
export interface DataVerification {
  readonly dataset: string;
  readonly folder: string;
  readonly ok: boolean;
  readonly checks: readonly Verified[];
}

/** Says where the files of a data set lie, and what they were taken from. */
export async function findDataFiles(
  { name, dataFolder, plugins }: DataFilesRequest,
): Promise<DataPlace> {
  const plugin = await (await openCatalog(plugins)).datasets.get(name);
  const folder = rootOf(plugin, dataFolder);
  const present = await Deno.stat(folder).then(({ isDirectory }) => isDirectory, () => false);
  return { dataset: name, folder, present, archives: await importedArchives(plugin, dataFolder) };
}

/**
 * Checks the files of a data set: layout, counts and labels, and every digest that was taken down
 * when they were unpacked.
 *
 * @param progress Is told which file is read, and how many are done.
 * @throws {CrlcError} `DATASET_MISSING` where there are none.
 */
export async function verifyDataset(
  { name, dataFolder, plugins }: DataFilesRequest,
  progress?: (what: string, done: number, total: number) => void,
): Promise<DataVerification> {
  const plugin = await (await openCatalog(plugins)).datasets.get(name);
  const folder = rootOf(plugin, dataFolder);
  const checks: Verified[] = [];
  const sources = await Promise.all(
    plugin.archives.map((archive) => readSource(folder, archive)),
  );
  const total = 1 + sources.reduce((sum, source) => sum + (source?.files?.length ?? 0), 0);
  let done = 0;
  if (plugin.check) {
    progress?.("layout, counts and labels", done++, total);
    try {
      checks.push({ what: "content", state: "ok", reason: await plugin.check(folder) });
    } catch (error) {
      if (!(error instanceof CrlcError) || error.code === "DATASET_MISSING") throw error;
      checks.push({ what: "content", state: "bad", reason: error.message });
    }
  } else checks.push({ what: "content", state: "skipped", reason: `no files: ${plugin.about}` });
  for (const [i, archive] of plugin.archives.entries()) {
    const source = sources[i];
    checks.push(archiveCheck(archive.file, source));
    for (const { path, bytes, sha256 } of source?.files ?? []) {
      progress?.(path, done++, total);
      const reason = await fault(join(folder, source!.folder, path), bytes, sha256);
      checks.push({ what: path, state: reason === undefined ? "ok" : "bad", reason });
    }
  }
  return { dataset: name, folder, ok: checks.every(({ state }) => state !== "bad"), checks };
}

function archiveCheck(what: string, source: Source | undefined): Verified {
  if (!source) return { what, state: "skipped", reason: "crlc did not unpack it here" };
  const { digest: { algorithm, hex }, verified } = source;
  return verified
    ? { what, state: "ok", reason: `${algorithm} was the official one` }
    : { what, state: "skipped", reason: `not the official archive: ${algorithm} ${hex}` };
}

async function fault(path: string, bytes: number, sha256: string): Promise<string | undefined> {
  try {
    const { size } = await Deno.stat(path);
    if (size !== bytes) return `it has ${size} bytes instead of ${bytes}`;
    if (await fileDigest(path, "sha256") === sha256) return undefined;
    return "it has changed since it was unpacked";
  } catch (error) {
    return error instanceof Deno.errors.NotFound ? "it is gone" : messageOf(error);
  }
}
