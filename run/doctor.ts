import { dirname, resolve } from "node:path";
import type { Availability, BackendPlugin } from "../backends/mod.ts";
import { messageOf } from "../core/errors.ts";
import { openCatalog } from "./catalog.ts";

/** A backend, and whether it works here. */
export interface BackendState {
  readonly name: string;
  readonly about: string;
  readonly ok: boolean;
  readonly device?: string;
  readonly details?: Readonly<Record<string, string>>;
  /** Why it does not work, and what would mend it. */
  readonly reason?: string;
  readonly fix?: string;
}

/** A folder crlc writes to. */
export interface FolderState {
  readonly name: string;
  readonly path: string;
  readonly exists: boolean;
  readonly writable: boolean;
}

/** What `crlc doctor --json` prints. */
export interface Examination {
  readonly schemaVersion: 1;
  readonly versions: Readonly<Record<string, string>>;
  readonly machine: {
    readonly os: string;
    readonly arch: string;
    readonly cores: number;
    readonly memoryBytes: number;
  };
  readonly backends: readonly BackendState[];
  readonly folders: readonly FolderState[];
}

async function probe(plugin: BackendPlugin): Promise<BackendState> {
  let state: Availability;
  try {
    state = await plugin.probe();
  } catch (error) {
    state = {
      ok: false,
      reason: `its probe fails: ${messageOf(error)}`,
      fix: "report this to whoever made the backend",
    };
  }
  return { name: plugin.name, about: plugin.about, ...state };
}

/** Every known backend, and whether it works on this machine. */
export async function probeBackends(plugins: readonly string[]): Promise<BackendState[]> {
  const catalog = await openCatalog(plugins);
  const found: BackendState[] = [];
  // One after the other: two libraries that start at once would disturb each other.
  for (const plugin of await catalog.backends.all()) found.push(await probe(plugin));
  return found;
}

/** Whether files can be made in a folder, or the folder in the nearest one above it. */
async function lookAt(name: string, path: string): Promise<FolderState> {
  const absolute = resolve(path);
  let exists = true;
  for (let folder = absolute;; folder = dirname(folder)) {
    try {
      await Deno.remove(await Deno.makeTempFile({ dir: folder, prefix: ".crlc-doctor-" }));
      return { name, path: absolute, exists, writable: true };
    } catch (error) {
      const missing = error instanceof Deno.errors.NotFound;
      if (!missing || dirname(folder) === folder) {
        return { name, path: absolute, exists, writable: false };
      }
      exists = false;
    }
  }
}

/**
 * Looks at the machine as crlc sees it: backends, versions, folders.
 *
 * @param folders Folders that crlc writes to, by name.
 * @param plugins Third-party plugins, whose backends are looked at too.
 */
export async function examine(
  version: string,
  folders: Readonly<Record<string, string>>,
  plugins: readonly string[],
): Promise<Examination> {
  return {
    schemaVersion: 1,
    versions: { crlc: version, ...Deno.version },
    machine: {
      os: Deno.build.os,
      arch: Deno.build.arch,
      cores: navigator.hardwareConcurrency,
      memoryBytes: Deno.systemMemoryInfo().total,
    },
    backends: await probeBackends(plugins),
    folders: await Promise.all(Object.entries(folders).map(([name, path]) => lookAt(name, path))),
  };
}
