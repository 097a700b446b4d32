import { dirname, join } from "node:path";
import { remove } from "./files.ts";
import type { InstallOptions } from "./options.ts";
import type { Set } from "./wheels.ts";
import { extract, listMembers } from "./zip.ts";

/** What an installation remembers of itself. */
export interface Manifest {
  readonly wheels: readonly string[];
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

/** The manifest's file in an installation. */
export const MANIFEST = "installed.json";

/** Unpacks what is needed beside the target and puts it in its place by rename. */
export async function unpack(
  set: Set,
  paths: readonly string[],
  target: string,
  { progress, stop }: Pick<InstallOptions, "progress" | "stop">,
): Promise<Manifest> {
  const folder = dirname(target);
  for await (const { name } of Deno.readDir(folder)) {
    if (name.startsWith("partial-")) await remove(join(folder, name));
  }
  const partial = await Deno.makeTempDir({ dir: folder, prefix: "partial-" });
  try {
    const files: { path: string; bytes: number }[] = [];
    let written = 0;
    for (const [i, path] of paths.entries()) {
      using archive = await Deno.open(path);
      for (const member of await listMembers(archive)) {
        if (!set.wheels[i].keep.test(member.name)) continue;
        stop.throwIfAborted();
        const place = join(partial, member.name);
        await Deno.mkdir(dirname(place), { recursive: true });
        await extract(archive, member, place, (bytes) => {
          written += bytes;
          progress("unpacking, MB", written / 1e6, Math.max(set.unpackedBytes, written) / 1e6);
        });
        files.push({ path: member.name, bytes: member.bytes });
      }
    }
    const manifest: Manifest = { wheels: set.wheels.map(({ sha256 }) => sha256), files };
    await Deno.writeTextFile(join(partial, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    await remove(target);
    await Deno.rename(partial, target);
    return manifest;
  } catch (error) {
    await remove(partial);
    throw error;
  }
}
