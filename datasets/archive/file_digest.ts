import { createHash } from "node:crypto";

export type DigestAlgorithm = "md5" | "sha256";

/** The digest of a file, in hexadecimal; the file is read in blocks. */
export async function fileDigest(path: string, algorithm: DigestAlgorithm): Promise<string> {
  using file = await Deno.open(path);
  const hash = createHash(algorithm);
  const block = new Uint8Array(1 << 20);
  for (let n = await file.read(block); n !== null; n = await file.read(block)) {
    hash.update(block.subarray(0, n));
  }
  return hash.digest("hex");
}
