/** Archives that are told apart; the first two are read. */
export type ArchiveKind = "zip" | "tar" | "7z" | "rar" | "bzip2" | "xz" | "zstd" | "gzip";

const HEADS: readonly (readonly [string, ArchiveKind])[] = [
  ["PK\x03\x04", "zip"],
  ["PK\x05\x06", "zip"],
  ["7z\xbc\xaf\x27\x1c", "7z"],
  ["Rar!\x1a\x07", "rar"],
  ["BZh", "bzip2"],
  ["\xfd7zXZ", "xz"],
  ["(\xb5/\xfd", "zstd"],
  ["\x1f\x8b", "gzip"],
];
const TAR_AT = 257, HEAD_BYTES = 512;

/** The kind of archive that a file is, by its first bytes; nothing for any other, or where it cannot be read. */
export async function archiveKind(path: string): Promise<ArchiveKind | undefined> {
  const head = new Uint8Array(HEAD_BYTES);
  let length = 0;
  try {
    using file = await Deno.open(path);
    length = await file.read(head) ?? 0;
  } catch {
    return undefined;
  }
  const text = String.fromCharCode(...head.subarray(0, length));
  if (text.startsWith("ustar", TAR_AT)) return "tar";
  const kind = HEADS.find(([start]) => text.startsWith(start))?.[1];
  if (kind !== "gzip") return kind;
  // A gzipped file that is called like one is taken for a tar archive; reading it tells.
  return /\.(tgz|tar\.gz)$/i.test(path) ? "tar" : "gzip";
}
