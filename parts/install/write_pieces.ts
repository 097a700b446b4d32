/**
 * Writes what is read to a new file, to the disk.
 *
 * @param wrote Told of every piece that is written.
 */
export async function writePieces(
  pieces: AsyncIterable<Uint8Array>,
  path: string,
  wrote: (bytes: number) => void = () => {},
): Promise<void> {
  using file = await Deno.open(path, { write: true, createNew: true });
  for await (const piece of pieces) {
    for (let done = 0; done < piece.length;) done += await file.write(piece.subarray(done));
    wrote(piece.length);
  }
  await file.sync();
}
