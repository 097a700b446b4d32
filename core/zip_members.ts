import type { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { memberPath } from "./member_path.ts";
import { quoteName } from "./quote_name.ts";

/** What is used of `yauzl`. */
interface ZipEntry {
  /** As it is written. */
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

/** A member of a zip archive. */
export interface ZipMember {
  /** Within wherever it is unpacked. */
  readonly path: string;
  readonly isFolder: boolean;
  /** What it claims to hold; it gives no more. */
  readonly bytes: number;
  /** Members of the whole archive. */
  readonly count: number;
  /** A mode of Unix, or 0. */
  readonly mode: number;
  readonly encrypted: boolean;
  /** Gives what it holds; throws at the end where the checksum is wrong. */
  read(): Promise<AsyncIterable<Uint8Array>>;
}

/**
 * The members of a zip archive, with ZIP64 or without, each to be read before the next one is asked
 * for.
 *
 * @throws {CrlcError} `UNSAFE_ARCHIVE` where a path leads out of it.
 * @throws What the library throws of an archive that is cut or damaged.
 */
export async function* zipMembers(archive: string): AsyncGenerator<ZipMember, void, void> {
  const { default: yauzl } = await import("yauzl") as unknown as { default: Yauzl };
  const zip = await yauzl.openPromise(archive, {
    ...{ lazyEntries: true, autoClose: false, decodeStrings: false },
  });
  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(yauzl, entry), path = memberPath(name);
      yield {
        ...{ path, isFolder: name.endsWith("/") },
        bytes: entry.uncompressedSize,
        count: zip.entryCount,
        mode: entry.externalFileAttributes >>> 16,
        encrypted: entry.isEncrypted(),
        read: async () => checked(await zip.openReadStreamPromise(entry), entry.crc32, path),
      };
    }
  } finally {
    zip.close();
  }
}

/** The library does not look at checksums. */
async function* checked(pieces: AsyncIterable<Uint8Array>, wanted: number, path: string) {
  let checksum = 0;
  for await (const piece of pieces) {
    checksum = crc32(piece, checksum);
    yield piece;
  }
  if (checksum !== wanted) throw new Error(`the checksum of ${quoteName(path)} is wrong`);
}

/** The bit by which an archive says that a name is UTF-8. */
const IS_UTF8 = 0x800;

/**
 * The name of a member. Archives that macOS makes do not say that their names are UTF-8: what can be
 * read as such is, and hardly any name of another encoding can. Of the others, one is taken for
 * Shift_JIS where every backslash is half of a letter there; elsewhere it parts folders, as it does
 * for old programs of Windows.
 */
function nameOf(
  yauzl: Yauzl,
  { fileName, generalPurposeBitFlag: flags, extraFields }: ZipEntry,
): string {
  const isUtf8 = decoded("utf-8", fileName) !== undefined;
  const name = yauzl.getFileNameLowLevel(isUtf8 ? flags | IS_UTF8 : flags, fileName, extraFields);
  if (isUtf8 || !fileName.includes(BACKSLASH)) return name;
  const japanese = decoded("shift_jis", fileName);
  return japanese === undefined || japanese.includes("\\") ? name : japanese;
}

const BACKSLASH = 0x5c;

function decoded(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // It is of another encoding.
  }
}
