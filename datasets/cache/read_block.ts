/**
 * Fills a buffer from a place in a file.
 *
 * @throws {Deno.errors.UnexpectedEof} If the file ends before.
 */
export async function readBlock(file: Deno.FsFile, at: number, into: Uint8Array): Promise<void> {
  file.seekSync(at, Deno.SeekMode.Start);
  for (let done = 0; done < into.length;) {
    const n = await file.read(into.subarray(done));
    if (n === null) throw new Deno.errors.UnexpectedEof("the file ends too early");
    done += n;
  }
}
