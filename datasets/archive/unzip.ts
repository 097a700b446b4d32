import { join } from "node:path";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { type ZipMember, zipMembers } from "../../core/zip_members.ts";
import { tooLarge } from "./decompressed.ts";
import { diskFailure } from "./disk_failure.ts";
import type { UntarLimits } from "./untar.ts";

/** The kind of file in a mode of Unix, and the kinds that are taken. */
const KIND = 0xf000, FILE = 0x8000, FOLDER = 0x4000;

/**
 * Unpacks a zip archive that is not to be trusted, with ZIP64 or without.
 *
 * Only plain files and folders are taken; a link, a path out of `target`, the same file twice, or
 * something encrypted refuses the whole archive. No member gives more than it claims. Nothing is
 * cleaned up here: `target` should be a temporary folder of the caller's.
 *
 * @param archive Path of an existing file.
 * @param target An existing folder.
 * @throws {CrlcError} of kind `data`: `DAMAGED_ARCHIVE`, `UNSAFE_ARCHIVE`, `ARCHIVE_TOO_LARGE`,
 *   `ARCHIVE_ENCRYPTED`; of kind `resource` if the disk is full; `INTERRUPTED`.
 */
export async function unzip(archive: string, target: string, limits: UntarLimits): Promise<void> {
  const written = new Set<string>();
  let bytes = 0;
  try {
    for await (const member of zipMembers(archive)) {
      if (member.count > limits.entries) {
        throw tooLarge(archive, `has more than ${limits.entries} members`);
      }
      bytes += member.bytes;
      if (bytes > limits.bytes) throw tooLarge(archive, `holds more than ${limits.bytes} bytes`);
      await unpackMember(member, { archive, target, written, limits });
      limits.progress?.(written.size, member.count);
    }
  } catch (error) {
    throw failure(archive, error);
  }
}

async function unpackMember(
  { path, isFolder, mode, encrypted, read }: ZipMember,
  { archive, target, written, limits }: {
    readonly archive: string;
    readonly target: string;
    readonly written: Set<string>;
    readonly limits: UntarLimits;
  },
): Promise<void> {
  const kind = mode & KIND;
  if (encrypted) throw needsPassword(archive);
  if (kind !== 0 && kind !== FILE && kind !== FOLDER) {
    throw unsafe(path, "members must be files and folders, and this one is a link or a device");
  }
  if (isFolder) {
    await Deno.mkdir(join(target, path), { recursive: true });
    return;
  }
  if (path === "" || written.has(path)) {
    throw unsafe(path, "members must have different names, and this one comes twice");
  }
  written.add(path);
  await Deno.mkdir(join(target, path, ".."), { recursive: true });
  using file = await Deno.open(join(target, path), { write: true, createNew: true });
  for await (const chunk of await read()) {
    if (limits.signal?.aborted) {
      throw new CrlcError(
        "stopped",
        "INTERRUPTED",
        `Cannot go on with "${archive}": it was stopped`,
      );
    }
    for (let done = 0; done < chunk.length;) done += await file.write(chunk.subarray(done));
  }
}

function needsPassword(archive: string): CrlcError {
  return new CrlcError(
    "data",
    "ARCHIVE_ENCRYPTED",
    `Cannot unpack "${archive}": it must be readable without a password, and is encrypted`,
  );
}

function unsafe(path: string, reason: string): CrlcError {
  return new CrlcError("data", "UNSAFE_ARCHIVE", `Cannot unpack "${path}": ${reason}`);
}

function failure(archive: string, error: unknown): unknown {
  const known = diskFailure(error, `unpack "${archive}"`);
  if (known instanceof CrlcError) return known;
  const said = messageOf(error);
  return new CrlcError(
    "data",
    "DAMAGED_ARCHIVE",
    `Cannot unpack "${archive}": it must be a whole zip archive, and is cut or damaged (${said})`,
    { cause: error },
  );
}
