import { createHash } from "node:crypto";

/** "git" is the name that Git gives to a file: the SHA-1 of its size and content. */
export type DigestAlgorithm = "md5" | "sha256" | "sha512" | "git";

/** The digest of a file; the file is read in blocks. */
export async function fileDigest(
  path: string,
  algorithm: DigestAlgorithm,
  encoding: "hex" | "base64" = "hex",
): Promise<string> {
  using file = await Deno.open(path);
  const hash = createHash(algorithm === "git" ? "sha1" : algorithm);
  if (algorithm === "git") hash.update(`blob ${(await file.stat()).size}\0`);
  const block = new Uint8Array(1 << 20);
  for (let n = await file.read(block); n !== null; n = await file.read(block)) {
    hash.update(block.subarray(0, n));
  }
  return hash.digest(encoding);
}
