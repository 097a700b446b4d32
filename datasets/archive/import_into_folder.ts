import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { isTaken } from "../../core/exists.ts";
import type { Archive } from "../dataset.ts";
import { diskFailure } from "./disk_failure.ts";
import { openLocked } from "../download/lock.ts";
import { recordPath, type Source } from "./source.ts";

const PREFIX = ".unpack-";

/** An archive and what is known of it. */
export interface CheckedArchive {
  readonly path: string;
  readonly official: Archive;
  readonly source: Source;
}

export interface ImportIntoFolderRequest {
  /** Folder of the data set's own files; made if it is not there. */
  readonly root: string;
  /** Folder within `root` that is replaced as a whole. */
  readonly folder: string;
  /** What is being done, to follow "Cannot". */
  readonly doing: string;
  readonly unverified?: boolean;
  /**
   * Fills and checks `<work>/<folder>`.
   *
   * @returns What it holds, in a few words, and the archives it came from.
   */
  readonly fill: (work: string) => Promise<{ found: string; imported: readonly CheckedArchive[] }>;
}

/**
 * Imports files into a data set's folder: into a temporary folder, checked there, and only then moved
 * to their place by rename. Whatever goes wrong, `root` is as it was. One process at a time.
 *
 * The content is checked before the digest, so that a cut archive is called cut.
 *
 * @returns One line for the terminal, and one for each archive that is not the official one.
 * @throws {CrlcError} what `fill` throws; `ARCHIVE_UNVERIFIED` if a digest is not the official one
 * and `unverified` was not given; `DOWNLOAD_LOCKED` while another process imports files.
 */
export async function importIntoFolder(request: ImportIntoFolderRequest): Promise<string[]> {
  const { root, folder, doing, unverified = false, fill } = request;
  const rootWasThere = isTaken(root);
  let work: string | undefined;
  try {
    await Deno.mkdir(root, { recursive: true });
    const lock = join(root, ".lock");
    using _held = await openLocked(lock, "import files while holding");
    try {
      // Left by a process that was killed: nobody else is at it.
      for await (const { name } of Deno.readDir(root)) {
        if (name.startsWith(PREFIX)) await remove(join(root, name));
      }
      work = await Deno.makeTempDir({ dir: root, prefix: PREFIX });
      const { found, imported } = await fill(work);
      const strange = imported.filter(({ source }) => !source.verified);
      if (strange.length > 0 && !unverified) throw notOfficial(strange[0], found);
      // Written last, so that a record always speaks of what is there.
      for (const { official } of imported) await remove(recordPath(root, official));
      await replaceFolder(join(work, folder), join(root, folder), join(work, "before"));
      for (const { official, source } of imported) {
        await Deno.writeTextFile(
          recordPath(root, official),
          `${JSON.stringify(source, null, 2)}\n`,
        );
      }
      return [`${found} in ${join(root, folder)} (${noteOf(imported)})`];
    } finally {
      if (work !== undefined) await remove(work);
      await remove(lock);
    }
  } catch (error) {
    // Only if it is empty.
    if (!rootWasThere) await Deno.remove(root).catch(() => {});
    throw diskFailure(error, doing);
  }
}

async function remove(path: string): Promise<void> {
  await Deno.remove(path, { recursive: true }).catch(() => {});
}

function noteOf(imported: readonly CheckedArchive[]): string {
  const strange = imported.filter(({ source }) => !source.verified);
  if (imported.length === 0) {
    return "copied from a folder; there was no archive to compare digests of";
  }
  if (strange.length === 0) {
    return imported.length === 1
      ? `${imported[0].source.digest.algorithm} is the official one`
      : "digests are the official ones";
  }
  const digests = strange.map(({ source: { file, digest } }) =>
    imported.length === 1
      ? `${digest.algorithm} ${digest.hex}`
      : `${file} with ${digest.algorithm} ${digest.hex}`
  );
  return `not the official archive${strange.length === 1 ? "" : "s"}: ${digests.join(", ")}`;
}

function notOfficial(
  { path, official: { digest }, source }: CheckedArchive,
  found: string,
): CrlcError {
  const wanted = digest
    ? `its ${digest.algorithm} must be ${digest.hex} (stated by ${digest.from}), and is ${source.digest.hex}`
    : `its digest must be known, and no official one is`;
  return new CrlcError("data", "ARCHIVE_UNVERIFIED", `Cannot import "${path}": ${wanted}`, {
    hint: `what it holds is whole (${found}): --unverified takes it all the same`,
  });
}

/** Puts `next` in the place of `place`, or leaves everything as it was. */
async function replaceFolder(next: string, place: string, aside: string): Promise<void> {
  const replacing = isTaken(place);
  if (replacing) await Deno.rename(place, aside);
  try {
    await Deno.rename(next, place);
  } catch (error) {
    if (replacing) await Deno.rename(aside, place);
    throw error;
  }
}
