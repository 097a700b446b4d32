import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Availability, BackendPlugin } from "../backends/mod.ts";
import { CrlcError, messageOf } from "../core/errors.ts";
import { memoryLimit } from "../core/memory_limit.ts";
import { processEnv } from "../core/folders.ts";
import { encoders } from "../encoders/mod.ts";
import { type EncoderFolders, findEncoder } from "../encoders/place/find_encoder.ts";
import { PREFERRED } from "../run/train/choose_encoder.ts";
import { openCatalog } from "../run/parts/catalog.ts";
import type { Launched } from "../core/launched_by.ts";
import { findMpi, type FoundMpi } from "./ranks/find_mpi.ts";
import { libraryFor } from "./ranks/open_group.ts";
import { installation, type Installed, installedParts } from "./installation.ts";

/** A backend, and whether it works here. */
export interface BackendState {
  readonly name: string;
  readonly about: string;
  readonly ok: boolean;
  readonly device?: string;
  /** Whether the device is only imitated, such as a GPU in software: taken only where it is named. */
  readonly software?: boolean;
  readonly details?: Readonly<Record<string, string>>;
  /** Why it does not work, and what would mend it. */
  readonly reason?: string;
  readonly fix?: string;
  /** The optional part that would mend it. */
  readonly part?: string;
}

/** A folder crlc writes to. */
export interface FolderState {
  readonly name: string;
  /** Absent where nothing says where it would be. */
  readonly path?: string;
  readonly exists: boolean;
  readonly writable: boolean;
  /** Why there is no path, and what would mend it. */
  readonly reason?: string;
  readonly fix?: string;
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
    /** What a container or cgroup allows of it; absent where nothing does. */
    readonly memoryLimitBytes?: number;
  };
  readonly backends: readonly BackendState[];
  readonly folders: readonly FolderState[];
  readonly installation: readonly Installed[];
  /** Encoders on this machine, and which of them a folder of pictures is learned on. */
  readonly encoders: readonly { readonly name: string; readonly keeper: string }[];
  readonly taken?: string;
  /** Libraries of MPI that open here, for training over several processes. */
  readonly mpi: readonly FoundMpi[];
  /** Who has started this process as one of several; absent where nobody has. */
  readonly launched?: {
    readonly launcher: string;
    readonly rank: number;
    readonly ranks: number;
    /** The library that a training would take, or why it would take none. */
    readonly library: string;
  };
}

async function probe(plugin: BackendPlugin): Promise<BackendState> {
  let state: Availability;
  try {
    state = await plugin.probe();
  } catch (error) {
    state = {
      ok: false,
      reason: `its probe fails: ${messageOf(error)}`,
      fix: error instanceof Deno.errors.NotCapable
        ? `if you trust it, crlc bench --backend ${plugin.name} gives it every permission`
        : "report this to whoever made the backend",
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

/**
 * Whether files can be made in a folder, or the folder in the nearest one above it.
 *
 * @param find Gives the path, or throws a `CrlcError` that says what is missing.
 */
async function lookAt(name: string, find: () => string): Promise<FolderState> {
  let path: string;
  try {
    path = resolve(find());
  } catch (error) {
    if (!(error instanceof CrlcError)) throw error;
    return { name, exists: false, writable: false, reason: error.message, fix: error.hint };
  }
  const exists = existsSync(path);
  return { name, path, exists, writable: await (exists ? canWrite(path) : canMake(path)) };
}

async function canWrite(folder: string): Promise<boolean> {
  try {
    await Deno.remove(await Deno.makeTempFile({ dir: folder, prefix: ".crlc-doctor-" }));
    return true;
  } catch {
    return false;
  }
}

/** Makes the topmost folder that is missing, and takes it away again if nobody else uses it. */
async function canMake(path: string): Promise<boolean> {
  let folder = path;
  while (!existsSync(dirname(folder))) folder = dirname(folder);
  try {
    await Deno.mkdir(folder);
  } catch (error) {
    return error instanceof Deno.errors.AlreadyExists;
  }
  await Deno.remove(folder).catch(() => {});
  return true;
}

/**
 * Looks at the machine as crlc sees it: backends, versions, folders.
 *
 * @param folders Folders that crlc writes to, by name: each gives its path, or throws a `CrlcError`
 *   that says what is missing.
 * @param plugins Third-party plugins, whose backends are looked at too.
 * @param encoderFolders Where encoders may lie.
 * @param launched What a launcher of several processes has told this one.
 */
export async function examine(
  version: string,
  folders: Readonly<Record<string, () => string>>,
  plugins: readonly string[],
  encoderFolders: EncoderFolders = {},
  launched?: Launched,
): Promise<Examination> {
  const states: FolderState[] = [];
  // One after the other: several may have to make the same folder above them.
  for (const [name, find] of Object.entries(folders)) states.push(await lookAt(name, find));
  return {
    schemaVersion: 1,
    versions: { crlc: version, ...Deno.version },
    machine: {
      os: Deno.build.os,
      arch: Deno.build.arch,
      cores: navigator.hardwareConcurrency,
      memoryBytes: Deno.systemMemoryInfo().total,
      memoryLimitBytes: memoryLimit(),
    },
    backends: await probeBackends(plugins),
    folders: states,
    installation: [...installation(processEnv), ...installedParts()],
    ...await encodersHere(encoderFolders),
    mpi: findMpi((name) => processEnv.env(name)),
    launched: launched && launchedHere(launched),
  };
}

/** What a training would do where this process is one of several. */
function launchedHere(launched: Launched): Examination["launched"] {
  const { launcher, rank, size: ranks } = launched;
  try {
    const { version, path } = libraryFor(launched, processEnv.env("CRLC_MPI"));
    return { launcher, rank, ranks, library: `${version} (${path})` };
  } catch (error) {
    return { launcher, rank, ranks, library: messageOf(error) };
  }
}

/** The known encoders that are there. */
async function encodersHere(folders: EncoderFolders) {
  const found: { name: string; keeper: string }[] = [];
  for (const { name, source } of await encoders.all()) {
    const files = await findEncoder(folders, name, source);
    if (files) found.push({ name, keeper: files.keeper });
  }
  const taken = PREFERRED.find((name) => found.some((one) => one.name === name));
  return { encoders: found, taken };
}
