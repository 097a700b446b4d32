import { join } from "node:path";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { diskFailure } from "./disk_failure.ts";
import { decompressed, tooLarge } from "./decompressed.ts";
import { memberPath } from "../../core/member_path.ts";

/** What is used of `tar-stream`. */
interface Entry extends AsyncIterable<Uint8Array> {
  readonly header: { readonly name: string; readonly type: string; readonly size: number };
  resume(): void;
}
interface Extract extends AsyncIterable<Entry> {
  readonly destroyed: boolean;
  write(chunk: Uint8Array): boolean;
  end(): void;
  destroy(error?: Error): void;
  on(event: "drain" | "close", listener: () => void): void;
  on(event: "error", listener: (error: Error) => void): void;
}

export interface UntarLimits {
  /** Most bytes the archive may hold once it is decompressed. */
  readonly bytes: number;
  /** Most members it may have. */
  readonly entries: number;
  /** Members to write; others are read past. Without it, all. */
  readonly accept?: (path: string) => boolean;
  /** Told how many bytes of the archive have been read, of how many. */
  readonly progress?: (bytes: number, total: number) => void;
  /** Stops with an error of kind `stopped`. */
  readonly signal?: AbortSignal;
}

/** Most bytes between two pieces of members: long names and other words on what follows. */
const MOST_HEADER_BYTES = 16_000_000;

/** Bytes given to the parser since it last gave anything back. */
interface Swallowed {
  bytes: number;
}

async function feed(
  extract: Extract,
  chunks: AsyncIterable<Uint8Array>,
  archive: string,
  swallowed: Swallowed,
): Promise<void> {
  // Whoever waits for room must also wake when the reader gives up.
  let wake = () => {};
  for (const event of ["drain", "close"] as const) extract.on(event, () => wake());
  try {
    for await (const chunk of chunks) {
      if (extract.destroyed) return;
      // The parser holds a header in memory, however long it claims to be.
      swallowed.bytes += chunk.length;
      if (swallowed.bytes > MOST_HEADER_BYTES) {
        throw tooLarge(archive, `has a header of more than ${MOST_HEADER_BYTES} bytes`);
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      if (!extract.write(chunk) && !extract.destroyed) await promise;
    }
    extract.end();
  } catch (error) {
    extract.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Reads a member to its end, into a file where one is named. */
async function readMember(entry: Entry, swallowed: Swallowed, path?: string): Promise<void> {
  using file = path === undefined
    ? undefined
    : await Deno.open(path, { write: true, createNew: true });
  for await (const chunk of entry) {
    swallowed.bytes = 0;
    if (file === undefined) continue;
    for (let done = 0; done < chunk.length;) done += await file.write(chunk.subarray(done));
  }
}

/**
 * Unpacks a tar archive, gzipped or not, that is not to be trusted.
 *
 * Only plain files and folders are taken; a link, a device, a path out of `target` or the same
 * file twice refuses the whole archive. Nothing is cleaned up here: `target` should be a temporary
 * folder of the caller's.
 *
 * @param archive Path of the archive.
 * @param target An existing folder.
 * @returns The paths written, in the archive's order, relative to `target`.
 * @throws {CrlcError} of kind `data`: `ARCHIVE_NOT_FOUND`, `DAMAGED_ARCHIVE`, `UNSAFE_ARCHIVE`,
 * `ARCHIVE_TOO_LARGE`; of kind `resource` if the disk is full.
 */
export async function untar(
  archive: string,
  target: string,
  limits: UntarLimits,
): Promise<string[]> {
  if (!(await Deno.stat(archive).catch(() => undefined))?.isFile) {
    throw new CrlcError(
      "data",
      "ARCHIVE_NOT_FOUND",
      `Cannot unpack "${archive}": it must be an archive file, and there is none`,
      { hint: "check the path" },
    );
  }
  const tar = await import("tar-stream");
  const extract = tar.default.extract() as unknown as Extract;
  // Kept, because the iterator can end without telling it.
  let failure: unknown;
  extract.on("error", (error) => failure ??= error);
  const swallowed: Swallowed = { bytes: 0 };
  const fed = feed(extract, decompressed(archive, limits.bytes, limits), archive, swallowed);
  const written = new Set<string>();
  let entries = 0;
  try {
    for await (const entry of extract) {
      swallowed.bytes = 0;
      if (++entries > limits.entries) {
        throw tooLarge(archive, `has more than ${limits.entries} members`);
      }
      const path = checkedPath(entry, archive, limits);
      // A folder that claims to have bytes never ends: tar-stream reads none of them.
      if (entry.header.type === "directory") entry.resume();
      else if (path === "" || limits.accept?.(path) === false) await readMember(entry, swallowed);
      else await writeMember(entry, path, target, { swallowed, written });
    }
    if (failure) throw failure;
  } catch (error) {
    extract.destroy();
    throw unpackFailure(archive, failure, error);
  } finally {
    await fed;
  }
  return [...written];
}

/**
 * Path of a member, relative to where it is unpacked.
 *
 * @throws {CrlcError} `ARCHIVE_TOO_LARGE`; `UNSAFE_ARCHIVE` if it is no file and no folder, or leads
 * elsewhere.
 */
function checkedPath({ header }: Entry, archive: string, limits: UntarLimits): string {
  const { name, type, size } = header;
  if (!(size >= 0 && size <= limits.bytes)) {
    throw tooLarge(archive, `has a member that claims ${size} bytes`);
  }
  const path = memberPath(name);
  if (type === "file" || type === "directory" || type === "contiguous-file") return path;
  throw unsafe(path, `members must be files and folders, and this one is a ${type}`);
}

/** @throws {CrlcError} `UNSAFE_ARCHIVE` if a file of this name was written already. */
async function writeMember(
  entry: Entry,
  path: string,
  target: string,
  { swallowed, written }: { readonly swallowed: Swallowed; readonly written: Set<string> },
): Promise<void> {
  if (written.has(path)) {
    throw unsafe(path, "members must have different names, and this one comes twice");
  }
  const folder = path.split("/").slice(0, -1).join("/");
  if (folder !== "") await Deno.mkdir(join(target, folder), { recursive: true });
  await readMember(entry, swallowed, join(target, path));
  written.add(path);
}

function unsafe(path: string, reason: string): CrlcError {
  return new CrlcError("data", "UNSAFE_ARCHIVE", `Cannot unpack "${path}": ${reason}`, {
    hint: "get the archive from its official address",
  });
}

/** What to throw for what the parser and the loop over its members have failed with. */
function unpackFailure(archive: string, failure: unknown, error: unknown): unknown {
  const known = diskFailure(failure instanceof CrlcError ? failure : error, `unpack "${archive}"`);
  if (known instanceof CrlcError) return known;
  return new CrlcError(
    "data",
    "DAMAGED_ARCHIVE",
    `Cannot unpack "${archive}": it must be a whole tar archive, and is cut or damaged (${
      messageOf(failure ?? error)
    })`,
    {
      hint: "get it again: crlc datasets fetch goes on where a download broke off",
      cause: error,
    },
  );
}
