import { createHash } from "node:crypto";

/**
 * Writes what is read to a new file, to the disk.
 *
 * @param wrote Told of every piece that is written.
 * @returns The SHA-256 of it.
 */
export async function writePieces(
  pieces: AsyncIterable<Uint8Array>,
  path: string,
  wrote: (bytes: number) => void = () => {},
): Promise<string> {
  using file = await Deno.open(path, { write: true, createNew: true });
  const hash = createHash("sha256");
  for await (const piece of pieces) {
    for (let done = 0; done < piece.length;) done += await file.write(piece.subarray(done));
    hash.update(piece);
    wrote(piece.length);
  }
  await file.sync();
  return hash.digest("hex");
}
