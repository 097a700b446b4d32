import { dirname, join } from "node:path";
import type { Manifest } from "../manifest.ts";
import { MANIFEST } from "../manifest.ts";
import { zipMembers } from "../../core/zip_members.ts";
import { digestOf, isWheel, type Package, type Part } from "../part.ts";
import type { AddOptions } from "./add_options.ts";
import { remove } from "./files.ts";
import { writePieces } from "./write_pieces.ts";

/** A file that is to be kept. */
interface Kept {
  /** Within the part. */
  readonly path: string;
  readonly bytes: number;
  /** Whether it is a program. */
  readonly executable?: boolean;
  read(): Promise<AsyncIterable<Uint8Array>>;
}

/**
 * Unpacks what is kept of packages beside the target and puts it in its place by rename.
 *
 * @param paths Where the packages are, wheels as files and those of npm as folders.
 */
export async function unpack(
  part: Part,
  paths: readonly string[],
  target: string,
  { progress, stop }: Pick<AddOptions, "progress" | "stop">,
): Promise<Manifest> {
  const folder = dirname(target);
  for await (const { name } of Deno.readDir(folder)) {
    if (isPartial(name)) await remove(join(folder, name));
  }
  const partial = await Deno.makeTempDir({ dir: folder, prefix: "partial-" });
  try {
    const files: { path: string; bytes: number; sha256?: string }[] = [];
    let written = 0;
    const wrote = (bytes: number) => {
      written += bytes;
      progress("unpacking, MB", written / 1e6, Math.max(part.unpackedBytes, written) / 1e6);
    };
    for (const [i, one] of part.packages.entries()) {
      for await (const { path, bytes, executable, read } of keptOf(one, paths[i])) {
        stop.throwIfAborted();
        await Deno.mkdir(dirname(join(partial, path)), { recursive: true });
        const sha256 = await writePieces(await read(), join(partial, path), wrote);
        if (executable && Deno.build.os !== "windows") {
          await Deno.chmod(join(partial, path), 0o755);
        }
        files.push({ path, bytes, sha256 });
      }
    }
    const manifest: Manifest = { wheels: part.packages.map(digestOf), files };
    await Deno.writeTextFile(join(partial, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    await replace(partial, target);
    return manifest;
  } catch (error) {
    await remove(partial);
    throw error;
  }
}

/** What is left of an installation; encoders of the hub, which lie beside parts, have two hyphens. */
const isPartial = (name: string) => name.startsWith("partial-") && !name.includes("--");

/** The old part goes aside first, so that nobody ever finds half of one, and comes back if need be. */
async function replace(partial: string, target: string): Promise<void> {
  const aside = `${partial}-old`;
  await Deno.rename(target, aside).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  await Deno.rename(partial, target).catch(async (error) => {
    await Deno.rename(aside, target).catch(() => {});
    throw error;
  });
  await remove(aside);
}

function keptOf(one: Package, path: string): AsyncIterable<Kept> {
  return isWheel(one)
    ? ofWheel(path, one.keep)
    : ofFolder(path, join("node_modules", one.name), one.keep);
}

async function* ofWheel(wheel: string, keep = /./): AsyncIterable<Kept> {
  for await (const { path, isFolder, bytes, mode, read } of zipMembers(wheel)) {
    if (isFolder || !keep.test(path)) continue;
    // a library need not be executable, a program must
    yield { path, bytes, executable: /(^|\/)bin\//.test(path) || (mode & 0o111) !== 0, read };
  }
}

async function* ofFolder(
  folder: string,
  into: string,
  keep = /./,
  below = "",
): AsyncIterable<Kept> {
  for await (const { name, isDirectory, isFile } of Deno.readDir(join(folder, below))) {
    const within = below === "" ? name : `${below}/${name}`;
    if (isDirectory) yield* ofFolder(folder, into, keep, within);
    if (!isFile || !keep.test(within)) continue;
    const path = join(folder, within), { size } = await Deno.stat(path);
    const read = async () => (await Deno.open(path)).readable;
    yield { path: join(into, within), bytes: size, read };
  }
}
