import { join } from "node:path";
import type { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { quoteName } from "../../core/quote_name.ts";
import { tooLarge } from "./decompressed.ts";
import { diskFailure } from "./disk_failure.ts";
import { memberPath } from "./member_path.ts";
import type { UntarLimits } from "./untar.ts";

/** What is used of `yauzl`. */
interface ZipEntry {
  /** As it is written; {@link nameOf} decodes it. */
  readonly fileName: Uint8Array;
  readonly generalPurposeBitFlag: number;
  readonly extraFields: readonly unknown[];
  readonly crc32: number;
  readonly uncompressedSize: number;
  /** Of what was made on Unix, the mode in the upper 16 bits. */
  readonly externalFileAttributes: number;
  isEncrypted(): boolean;
}
interface Yauzl {
  openPromise(path: string, options: object): Promise<ZipFile>;
  getFileNameLowLevel(flags: number, name: Uint8Array, extra: readonly unknown[]): string;
}
interface ZipFile {
  readonly entryCount: number;
  eachEntry(): AsyncIterable<ZipEntry>;
  openReadStreamPromise(entry: ZipEntry): Promise<Readable>;
  close(): void;
}

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
  const { default: yauzl } = await import("yauzl") as unknown as {
    default: Yauzl;
  };
  let zip: ZipFile | undefined;
  try {
    zip = await yauzl.openPromise(archive, {
      ...{ lazyEntries: true, autoClose: false, decodeStrings: false },
    });
    if (zip.entryCount > limits.entries) {
      throw tooLarge(archive, `has more than ${limits.entries} members`);
    }
    const written = new Set<string>();
    let bytes = 0;
    for await (const entry of zip.eachEntry()) {
      bytes += entry.uncompressedSize;
      if (bytes > limits.bytes) throw tooLarge(archive, `holds more than ${limits.bytes} bytes`);
      await unpackMember(zip, { entry, name: nameOf(yauzl, entry) }, {
        archive,
        target,
        written,
        limits,
      });
      limits.progress?.(written.size, zip.entryCount);
    }
  } catch (error) {
    throw failure(archive, error);
  } finally {
    zip?.close();
  }
}

/** The bit by which an archive says that a name is UTF-8. */
const IS_UTF8 = 0x800;

/**
 * The name of a member. Archives that macOS makes do not say that their names are UTF-8: what can be
 * read as such is, and hardly any name of another encoding can.
 */
function nameOf(
  yauzl: Yauzl,
  { fileName, generalPurposeBitFlag: flags, extraFields }: ZipEntry,
): string {
  let isUtf8 = true;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(fileName);
  } catch {
    isUtf8 = false;
  }
  return yauzl.getFileNameLowLevel(isUtf8 ? flags | IS_UTF8 : flags, fileName, extraFields);
}

async function unpackMember(
  zip: ZipFile,
  { entry, name }: { readonly entry: ZipEntry; readonly name: string },
  { archive, target, written, limits }: {
    readonly archive: string;
    readonly target: string;
    readonly written: Set<string>;
    readonly limits: UntarLimits;
  },
): Promise<void> {
  const path = memberPath(name), kind = entry.externalFileAttributes >>> 16 & KIND;
  if (entry.isEncrypted()) throw encrypted(archive);
  if (kind !== 0 && kind !== FILE && kind !== FOLDER) {
    throw unsafe(path, "members must be files and folders, and this one is a link or a device");
  }
  if (name.endsWith("/")) {
    await Deno.mkdir(join(target, path), { recursive: true });
    return;
  }
  if (path === "" || written.has(path)) {
    throw unsafe(path, "members must have different names, and this one comes twice");
  }
  written.add(path);
  await Deno.mkdir(join(target, path, ".."), { recursive: true });
  using file = await Deno.open(join(target, path), { write: true, createNew: true });
  let checksum = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    if (limits.signal?.aborted) {
      throw new CrlcError(
        "stopped",
        "INTERRUPTED",
        `Cannot go on with "${archive}": it was stopped`,
      );
    }
    checksum = crc32(chunk, checksum);
    for (let done = 0; done < chunk.length;) done += await file.write(chunk.subarray(done));
  }
  // The library does not look at it.
  if (checksum !== entry.crc32) throw new Error(`the checksum of ${quoteName(path)} is wrong`);
}

function encrypted(archive: string): CrlcError {
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
