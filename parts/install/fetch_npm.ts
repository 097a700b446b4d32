import { join } from "node:path";
import type { NpmPackage } from "../part.ts";
import { type Outcome, runProgram } from "./run_program.ts";

/** What brings packages of npm. */
export interface NpmFetcher {
  readonly name: string;
  /**
   * Brings a package, checked against its digest.
   *
   * @param folder Where the program keeps what has arrived.
   */
  fetch(one: NpmPackage, folder: string, stop: AbortSignal): Promise<Outcome>;
  /** The folder of a package that has arrived whole. */
  find(one: NpmPackage, folder: string): string | undefined;
}

/**
 * This very Deno, with a cache of its own: it knows the registry, proxy and credentials that the
 * machine is set up for, and is there wherever crlc is.
 *
 * @param env Variables besides those of this process.
 */
export const byDeno = (env: Readonly<Record<string, string>> = {}): NpmFetcher => ({
  name: "deno",
  async fetch({ name, version, integrity }, folder, stop) {
    await Deno.mkdir(folder, { recursive: true });
    const config = join(folder, "deno.json"), lock = join(folder, "deno.lock");
    const specifier = `npm:${name}@${version}`;
    await Deno.writeTextFile(config, '{ "nodeModulesDir": "none" }');
    // Of a package that its lock gives no dependencies, Deno fetches that package alone.
    const locked = {
      version: "5",
      specifiers: { [specifier]: version },
      npm: { [`${name}@${version}`]: { integrity } },
    };
    await Deno.writeTextFile(lock, JSON.stringify(locked));
    return await runProgram(
      Deno.execPath(),
      ["cache", "--quiet", "--frozen", "--config", config, `--lock=${lock}`, specifier],
      {
        env: { ...env, DENO_DIR: folder, DENO_NO_PACKAGE_JSON: "1", NO_COLOR: "1" },
        cwd: folder,
        stop,
      },
    );
  },
  find: (one, folder) => arrived(one, join(folder, "npm")),
});

/** The folder of a package in a cache of Deno: `HOST/NAME/VERSION`, where the host may have folders. */
function arrived({ name, version }: NpmPackage, cache: string): string | undefined {
  const looked = [cache];
  for (let folder = looked.pop(); folder !== undefined; folder = looked.pop()) {
    const found = join(folder, name, version);
    if (isFolder(found)) return found;
    for (const entry of isFolder(folder) ? Deno.readDirSync(folder) : []) {
      if (entry.isDirectory) looked.push(join(folder, entry.name));
    }
  }
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}
