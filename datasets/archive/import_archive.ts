import { basename, join } from "node:path";
import type { Archive } from "../dataset.ts";
import { CrlcError } from "../../core/errors.ts";
import { fileDigest } from "../digest.ts";
import { diskFailure } from "../disk.ts";
import { untar, type UntarLimits } from "./untar.ts";

/** Where a folder of data came from; kept beside it as `<official file>.json`. */
export interface Source {
  /** What the archive was called. */
  readonly file: string;
  /** Folder it was unpacked to, within the data set's own. */
  readonly folder: string;
  readonly bytes: number;
  readonly digest: { readonly algorithm: "md5" | "sha256"; readonly hex: string };
  /** Whether the digest is the official one. */
  readonly verified: boolean;
}

export interface ImportRequest {
  /** Path of the archive. */
  readonly archive: string;
  /** Folder of the data set's own files; made if it is not there. */
  readonly root: string;
  /** Folder within the archive and within `root`, which it replaces as a whole. */
  readonly folder: string;
  /** Files of that folder that must be there; nothing else is unpacked. */
  readonly files: readonly string[];
  readonly official: Archive;
  readonly limits: Omit<UntarLimits, "accept">;
  readonly unverified?: boolean;
  /** Checks the unpacked folder and says in a few words what it holds. */
  readonly check: (folder: string) => Promise<string>;
}

/**
 * Takes an official archive: unpacked into a temporary folder, checked there, and only then moved
 * to its place by rename. Whatever goes wrong, `root` is as it was.
 *
 * The content is checked before the digest, so that a cut archive is called cut.
 *
 * @returns One line for the terminal.
 * @throws {CrlcError} what {@link untar} and `check` throw; `ARCHIVE_INCOMPLETE` if a file is
 * missing; `ARCHIVE_UNVERIFIED` if the digest is not the official one and `unverified` was not given.
 */
export async function importArchive(request: ImportRequest): Promise<string> {
  const { archive, root, folder, files, official, limits, unverified = false, check } = request;
  const rootWasThere = await exists(root);
  let work: string | undefined;
  try {
    await Deno.mkdir(root, { recursive: true });
    work = await Deno.makeTempDir({ dir: root, prefix: ".unpack-" });
    const members = files.map((file) => `${folder}/${file}`);
    const accept = (member: string) => members.includes(member);
    const written = await untar(archive, work, { ...limits, accept });
    const missing = members.filter((member) => !written.includes(member));
    if (missing.length > 0) throw incomplete(archive, missing);
    const found = await check(join(work, folder));
    const source = await sourceOf(archive, folder, official);
    if (!source.verified && !unverified) throw notOfficial(archive, official, source);
    // Written last, so that a record always speaks of what is there.
    await Deno.remove(recordPath(root, official)).catch(() => {});
    await replaceFolder(join(work, folder), join(root, folder), join(work, "before"));
    await Deno.writeTextFile(recordPath(root, official), `${JSON.stringify(source, null, 2)}\n`);
    await Deno.remove(work, { recursive: true }).catch(() => {});
    const note = source.verified
      ? `${source.digest.algorithm} is the official one`
      : `not the official archive: ${source.digest.algorithm} ${source.digest.hex}`;
    return `${found} in ${join(root, folder)} (${note})`;
  } catch (error) {
    if (work !== undefined) await Deno.remove(work, { recursive: true }).catch(() => {});
    // Only if it is empty.
    if (!rootWasThere) await Deno.remove(root).catch(() => {});
    throw diskFailure(error, `unpack "${archive}"`);
  }
}

/** Where the data in `root` came from, if it was taken from this archive and is still there. */
export async function readSource(root: string, official: Archive): Promise<Source | undefined> {
  try {
    const source = JSON.parse(await Deno.readTextFile(recordPath(root, official))) as Source;
    return await exists(join(root, source.folder)) ? source : undefined;
  } catch {
    return undefined;
  }
}

function recordPath(root: string, official: Archive): string {
  return join(root, `${official.file}.json`);
}

async function exists(path: string): Promise<boolean> {
  return (await Deno.lstat(path).catch(() => undefined)) !== undefined;
}

async function sourceOf(archive: string, folder: string, { digest }: Archive): Promise<Source> {
  const algorithm = digest?.algorithm ?? "sha256";
  const hex = await fileDigest(archive, algorithm);
  return {
    file: basename(archive),
    folder,
    bytes: (await Deno.stat(archive)).size,
    digest: { algorithm, hex },
    verified: hex === digest?.hex,
  };
}

function incomplete(archive: string, missing: readonly string[]): CrlcError {
  return new CrlcError(
    "data",
    "ARCHIVE_INCOMPLETE",
    `Cannot take "${archive}": it must hold the files of the official archive, and ${
      missing.join(", ")
    } ${missing.length === 1 ? "is" : "are"} missing`,
    { hint: "get the archive from its official address" },
  );
}

function notOfficial(archive: string, { digest }: Archive, source: Source): CrlcError {
  const wanted = digest
    ? `its ${digest.algorithm} must be ${digest.hex} (stated by ${digest.from}), and is ${source.digest.hex}`
    : `its digest must be known, and no official one is`;
  return new CrlcError("data", "ARCHIVE_UNVERIFIED", `Cannot take "${archive}": ${wanted}`, {
    hint: "its layout, counts and labels are in order: --unverified takes it all the same",
  });
}

/** Puts `next` in the place of `place`, or leaves everything as it was. */
async function replaceFolder(next: string, place: string, aside: string): Promise<void> {
  const replacing = await exists(place);
  if (replacing) await Deno.rename(place, aside);
  try {
    await Deno.rename(next, place);
  } catch (error) {
    if (replacing) await Deno.rename(aside, place);
    throw error;
  }
}
