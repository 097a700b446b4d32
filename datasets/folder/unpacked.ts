import { createHash } from "node:crypto";
import { dirname } from "node:path";
import { claim } from "../../core/claim.ts";
import { CrlcError } from "../../core/errors.ts";
import { folderOf, processEnv } from "../../core/folders.ts";
import { quoteName } from "../../core/quote_name.ts";
import { shellLine } from "../../core/shell_line.ts";
import { type ArchiveKind, archiveKind } from "../archive/archive_kind.ts";
import { untar } from "../archive/untar.ts";
import { unzip } from "../archive/unzip.ts";
import { archivePath, makeRoom, touchEntry } from "../cache/entries.ts";
import { holdFolder } from "../cache/held_folder.ts";
import type { CachePlace } from "../dataset.ts";

/** Members at most: a folder may hold as many files. */
const MOST_MEMBERS = 2_000_000;
/** Pictures hardly shrink in an archive: what grows more than so many times is no archive of some. */
const MOST_GROWTH = 200, FREE_BYTES = 100_000_000;
const MOST_BYTES = 100 * 2 ** 30;

/** How an archive of each kind that is not read is unpacked by hand. */
const BY_HAND: Readonly<Partial<Record<ArchiveKind, (path: string) => string[]>>> = {
  "7z": (path) => ["7z", "x", path, "-ophotos"],
  "rar": (path) => ["unrar", "x", path, "photos/"],
};

/**
 * Whether a file is an archive of pictures that is read.
 *
 * @throws {CrlcError} `ARCHIVE_KIND` for one of another kind, with what to do.
 */
export async function isArchive(path: string): Promise<boolean> {
  const kind = await archiveKind(path);
  if (kind === undefined || kind === "zip" || kind === "tar") return kind !== undefined;
  const words = BY_HAND[kind]?.(path) ?? ["tar", "xf", path, "-C", "photos"];
  throw new CrlcError(
    "usage",
    "ARCHIVE_KIND",
    `Cannot read ${
      quoteName(path)
    }: an archive must be .zip, .tar, .tar.gz or .tgz, and this one is ${kind}`,
    { hint: `unpack it: ${shellLine(words)}; then ${shellLine(["crlc", "train", "photos"])}` },
  );
}

/** A folder that an archive was unpacked to, which stays until it is disposed of. */
export interface Unpacked extends Disposable {
  readonly folder: string;
}

/**
 * The folder that an archive of pictures is unpacked to, within the cache; unpacked now where it has
 * not been, or has been cleared. One process at a time.
 *
 * @throws {CrlcError} what `unzip` and `untar` throw, with what a person can do; `CACHE_TOO_SMALL`.
 */
export async function unpacked(
  archive: string,
  cache?: CachePlace,
  progress?: (done: number, total: number) => void,
): Promise<Unpacked> {
  const folder = cache?.folder ?? folderOf(processEnv, "cache");
  const { size, mtime } = await Deno.stat(archive);
  const key = createHash("sha256")
    .update(JSON.stringify([await Deno.realPath(archive), size, mtime?.getTime()]))
    .digest("hex").slice(0, 32);
  const place = archivePath(folder, key);
  const held = await holdFolder(place);
  if (held) {
    await touchEntry(place);
    return { folder: place, [Symbol.dispose]: () => held[Symbol.dispose]() };
  }
  await Deno.mkdir(dirname(place), { recursive: true });
  using _file = await claim(
    `${place}.lock`,
    () => cache?.warn?.("Another process is unpacking this archive: waiting for it"),
  );
  try {
    const held = await holdFolder(place) ??
      await unpackTo(archive, place, { folder, size, cache, progress });
    return { folder: place, [Symbol.dispose]: () => held[Symbol.dispose]() };
  } finally {
    await Deno.remove(`${place}.lock`).catch(() => {});
  }
}

async function unpackTo(
  archive: string,
  place: string,
  { folder, size, cache, progress }: {
    readonly folder: string;
    readonly size: number;
    readonly cache?: CachePlace;
    readonly progress?: (done: number, total: number) => void;
  },
): Promise<Disposable> {
  const bytes = Math.min(cache?.limit ?? MOST_BYTES, MOST_GROWTH * size + FREE_BYTES);
  const part = `${place}.part`;
  await Deno.remove(part, { recursive: true }).catch(() => {});
  await Deno.mkdir(part);
  // Held under whatever name it has.
  const held = (await holdFolder(part))!;
  try {
    if (cache) await makeRoom(folder, size, cache.limit);
    const limits = { bytes, entries: MOST_MEMBERS, progress };
    if (await archiveKind(archive) === "zip") await unzip(archive, part, limits);
    else await untar(archive, part, limits);
    await Deno.rename(part, place);
    // Only now is it known what it takes.
    if (cache) await makeRoom(folder, 0, cache.limit);
    return held;
  } catch (error) {
    held[Symbol.dispose]();
    await Deno.remove(part, { recursive: true }).catch(() => {});
    throw withAdvice(error, archive);
  }
}

/** What an error of an archive means for a person's own one. */
function withAdvice(error: unknown, archive: string): unknown {
  if (!(error instanceof CrlcError) || error.kind !== "data") return error;
  const { kind, code, cause } = error;
  const message = error.message.replace(
    "it must not be larger than the data set",
    "it must be of pictures",
  );
  return new CrlcError(kind, code, message, {
    hint: `unpack ${quoteName(archive)} yourself, if you trust it, and train on the folder`,
    cause,
  });
}
