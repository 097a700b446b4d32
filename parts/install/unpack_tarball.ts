import { createReadStream } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import tar from "tar-stream";
import { remove } from "./files.ts";
import { writePieces } from "./write_pieces.ts";

/** What is used of an entry of `tar-stream`. */
interface Entry extends AsyncIterable<Uint8Array> {
  readonly header: { readonly name: string; readonly type: string };
  resume(): void;
}

/**
 * Unpacks a tarball of npm, whose files lie in one folder of any name.
 *
 * @param path A tarball that is known to be the right one.
 * @returns The folder, which is made anew.
 */
export async function unpackTarball(path: string, folder: string): Promise<string> {
  await remove(folder);
  const extract = tar.extract();
  // What fails on the way ends the archive, whose reader is told.
  pipeline(createReadStream(path), createGunzip(), extract as never, () => {});
  for await (const entry of extract as unknown as AsyncIterable<Entry>) {
    const { name, type } = entry.header, within = normalize(name.replace(/^[^/]+\//, ""));
    if (type !== "file" || within.startsWith("..")) {
      entry.resume();
      continue;
    }
    const target = join(folder, within);
    await Deno.mkdir(dirname(target), { recursive: true });
    await writePieces(entry, target);
  }
  return folder;
}
