import { join } from "node:path";
import { listsFolder } from "../../core/folders.ts";
import { removeUnused } from "./held_folder.ts";

/** Something that is kept. */
export interface KeptEntry {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly lastUsed: number;
}

/** What ends the name of an entry, and of one that is being made. */
const ENTRY = ".images", PART = ".part";
/** Features of images, and those of which some are there: `encoders/feature_cache.ts`. */
const FEATURES = [".f32", ".f32.begun"];
const isEntry = (name: string) => [ENTRY, ...FEATURES].some((ending) => name.endsWith(ending));

/** The path of an entry; the one that is being made has `.part` behind it. */
export function entryPath(folder: string, key: string): string {
  return join(folder, "images", `${key}${ENTRY}`);
}

/** Where an archive of pictures is unpacked to. */
export function archivePath(folder: string, key: string): string {
  return join(folder, "archives", key);
}

/** Everything that is made anew when it is needed, last used first; nothing where there is no folder. */
export async function listEntries(folder: string): Promise<KeptEntry[]> {
  const files = (await filesOf(folder)).filter(({ path }) => isEntry(path));
  return [...files, ...await unpackedArchives(folder)]
    .sort((a, b) => b.lastUsed - a.lastUsed);
}

/** Notes that an entry is used, so that others go before it. */
export async function touchEntry(path: string): Promise<void> {
  const now = new Date();
  // A cache that may only be read serves as well.
  await Deno.utime(path, now, now).catch(() => {});
}

/**
 * Removes what was not used for longest until there is room. Archives that are in use stay, so that
 * the cache may take more than its limit while they are.
 *
 * @param bytes What is to be written.
 * @param limit What everything together may take.
 */
export async function makeRoom(folder: string, bytes: number, limit: number): Promise<void> {
  let total = bytes;
  for (const entry of await listEntries(folder)) {
    total += entry.bytes;
    if (total > limit) await removeUnused(entry.path).catch(() => {});
  }
  await removeAbandoned(folder);
}

/**
 * Removes everything that is kept, lists of standard input too, but what another process is making,
 * and archives in use.
 *
 * @returns What was removed.
 */
export async function clearEntries(folder: string): Promise<KeptEntry[]> {
  const removed: KeptEntry[] = [];
  for (const entry of [...await listEntries(folder), ...await filesIn(listsFolder(folder))]) {
    if (await removeUnused(entry.path)) removed.push(entry);
  }
  await removeAbandoned(folder);
  return removed;
}

/** Removes what a process left that was ended while it wrote. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const { path } of await filesOf(folder)) {
    if (!path.endsWith(PART)) continue;
    try {
      using file = await Deno.open(path, { read: true, write: true });
      if (await file.tryLock(true)) await Deno.remove(path);
    } catch {
      // Gone meanwhile, or not ours.
    }
  }
}

/** The folders of unpacked archives. */
async function unpackedArchives(folder: string): Promise<KeptEntry[]> {
  const found: KeptEntry[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(join(folder, "archives"))) {
      // What is being unpacked has an ending.
      if (!isDirectory || name.includes(".")) continue;
      const path = archivePath(folder, name);
      const lastUsed = (await Deno.stat(path)).mtime?.getTime() ?? 0;
      found.push({ path, bytes: await bytesBelow(path), lastUsed });
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return found;
}

async function bytesBelow(folder: string): Promise<number> {
  let bytes = 0;
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    bytes += isDirectory ? await bytesBelow(path) : (await Deno.lstat(path)).size;
  }
  return bytes;
}

async function filesOf(folder: string): Promise<KeptEntry[]> {
  const rooms = ["images", "features"].map((room) => filesIn(join(folder, room)));
  return (await Promise.all(rooms)).flat()
    .filter(({ path }) => isEntry(path) || path.endsWith(PART));
}

/** The files of a folder; none where there is no folder. */
async function filesIn(folder: string): Promise<KeptEntry[]> {
  const files: KeptEntry[] = [];
  try {
    for await (const { name, isFile } of Deno.readDir(folder)) {
      const path = join(folder, name);
      const stat = isFile ? await Deno.lstat(path).catch(() => undefined) : undefined;
      if (stat) files.push({ path, bytes: stat.size, lastUsed: stat.mtime?.getTime() ?? 0 });
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return files;
}
