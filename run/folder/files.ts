import { dirname } from "node:path";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { type Entry, fileSystem, type OpenFile } from "./file_system.ts";

/** What the operating system calls a full disk, in any of its words. */
const FULL = /no space left|os error 28\b|disk quota|file too large|os error 27\b/i;

/** Turns a failure to write into an error a person can mend. */
export function writeFailure(path: string, cause: unknown): CrlcError {
  if (cause instanceof CrlcError) return cause;
  const full = FULL.test(messageOf(cause));
  return new CrlcError(
    "resource",
    full ? "DISK_FULL" : "CANNOT_WRITE",
    `Cannot write "${path}": ${full ? "the disk must have room, and is full" : reasonOf(cause)}`,
    {
      hint: full
        ? "free some space and run the same command again: what was saved before is intact"
        : "check that the folder exists, is a folder and may be written, or choose another folder",
      cause,
    },
  );
}

/** Deno's own words are about its flags, which nobody has typed. */
function reasonOf(cause: unknown): string {
  return cause instanceof Deno.errors.NotCapable
    ? "it must be of this user's files, and lies where only the system does, such as /proc or /dev"
    : messageOf(cause);
}

/** Turns a failure to read into an error a person can mend. */
export function readFailure(path: string, cause: unknown): CrlcError {
  if (cause instanceof CrlcError) return cause;
  return new CrlcError(
    "resource",
    "CANNOT_READ",
    `Cannot read "${path}": ${reasonOf(cause)}`,
    { hint: "check that it may be read, and that its disk is well", cause },
  );
}

/** Makes a folder and all above it, so that they last. */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = [];
  try {
    for (let folder = path; !await fileSystem().exists(folder); folder = dirname(folder)) {
      missing.push(folder);
    }
    // One that is there already is asked for all the same, in case it is a file.
    for (const folder of missing.length > 0 ? missing.reverse() : [path]) {
      await fileSystem().makeFolder(folder);
      await fileSystem().syncFolder(dirname(folder));
    }
  } catch (cause) {
    throw writeFailure(path, cause);
  }
}

/**
 * Writes a file so that a crash at any moment leaves either the old content or the new: a
 * temporary file, synced and read back, takes the place by rename, and the folder is synced.
 *
 * @throws {CrlcError} `DISK_FULL`, `CANNOT_WRITE`, or `WRITE_NOT_VERIFIED` if what was read back
 * differs.
 */
export async function writeDurably(path: string, content: Uint8Array | string): Promise<void> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  // Each process has its own: two that write the same file do not disturb each other.
  const temporary = `${path}.${Deno.pid}.part`;
  const system = fileSystem();
  try {
    await writeSynced(temporary, "write", bytes);
    if (!sameBytes(await system.read(temporary), bytes)) {
      throw new CrlcError(
        "resource",
        "WRITE_NOT_VERIFIED",
        `Cannot write "${path}": what is read back must equal what was written, and differs`,
        { hint: "the disk may be failing: choose another with --run" },
      );
    }
    await system.rename(temporary, path);
    await system.syncFolder(dirname(path));
  } catch (cause) {
    await system.remove(temporary).catch(() => {});
    throw writeFailure(path, cause);
  }
}

async function writeSynced(
  path: string,
  how: "write" | "append",
  bytes: Uint8Array,
): Promise<void> {
  using file = await fileSystem().open(path, how);
  await writeAll(file, bytes);
  await file.sync();
}

async function writeAll(file: OpenFile, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const more = await file.write(bytes.subarray(written));
    if (more === 0) throw new Error("the system takes no more bytes");
    written += more;
  }
}

/** Writes a file that must not be there yet, without waiting until it lasts. */
export async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  using file = await fileSystem().open(path, "new");
  await writeAll(file, bytes);
}

/** Adds a line to a file of lines, so that it lasts. */
export function appendLine(path: string, line: string): Promise<void> {
  return appendBytes(path, new TextEncoder().encode(`${line}\n`));
}

/** Adds bytes to a file, so that they last. */
export async function appendBytes(path: string, bytes: Uint8Array): Promise<void> {
  try {
    const fresh = !await fileSystem().exists(path);
    await writeSynced(path, "append", bytes);
    if (fresh) await fileSystem().syncFolder(dirname(path));
  } catch (cause) {
    throw writeFailure(path, cause);
  }
}

/** The bytes of a file, or nothing where there is none. */
export async function readBytesIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await fileSystem().read(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return undefined;
    }
    throw readFailure(path, error);
  }
}

/** What lies in a folder; nothing where there is none. */
export async function listIfThere(path: string): Promise<Entry[]> {
  try {
    return await fileSystem().list(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return [];
    }
    throw readFailure(path, error);
  }
}

/** The text of a file, or nothing where there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  const bytes = await readBytesIfThere(path);
  return bytes && new TextDecoder().decode(bytes);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
