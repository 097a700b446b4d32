import { dirname } from "node:path";
import { CrlcError, messageOf } from "../core/errors.ts";

/** What the operating system calls a full disk, in any of its words. */
const FULL = /no space left|os error 28\b|disk quota|file too large|os error 27\b/i;

/** Turns a failure to write into an error a person can mend. */
export function writeFailure(path: string, cause: unknown): CrlcError {
  if (cause instanceof CrlcError) return cause;
  const full = FULL.test(messageOf(cause));
  return new CrlcError(
    "resource",
    full ? "DISK_FULL" : "CANNOT_WRITE",
    `Cannot write "${path}": ${full ? "the disk must have room, and is full" : messageOf(cause)}`,
    {
      hint: full
        ? "free some space and run the same command again: what was saved before is intact"
        : "check that the folder exists, is a folder and may be written, or choose another with --run",
      cause,
    },
  );
}

/** Makes a folder and all above it. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await Deno.mkdir(path, { recursive: true });
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
  const temporary = `${path}.part`;
  try {
    {
      using file = await Deno.open(temporary, { write: true, create: true, truncate: true });
      let written = 0;
      while (written < bytes.length) written += await file.write(bytes.subarray(written));
      await file.sync();
    }
    const back = await Deno.readFile(temporary);
    if (!sameBytes(back, bytes)) {
      throw new CrlcError(
        "resource",
        "WRITE_NOT_VERIFIED",
        `Cannot write "${path}": what is read back must equal what was written, and differs`,
        { hint: "the disk may be failing: choose another with --run" },
      );
    }
    await Deno.rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (cause) {
    await Deno.remove(temporary).catch(() => {});
    throw writeFailure(path, cause);
  }
}

/** Adds a line to a file of lines. */
export async function appendLine(path: string, line: string): Promise<void> {
  try {
    await Deno.writeTextFile(path, `${line}\n`, { append: true });
  } catch (cause) {
    throw writeFailure(path, cause);
  }
}

/** The text of a file, or nothing where there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return undefined;
    }
    throw error;
  }
}

/** Makes a rename last. Where folders cannot be opened (Windows), the system does so itself. */
async function syncFolder(path: string): Promise<void> {
  if (Deno.build.os === "windows") return;
  using folder = await Deno.open(path, { read: true });
  await folder.sync();
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
