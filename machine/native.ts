import { join } from "node:path";
import type { Installed } from "../backends/tensorflow/install/install.ts";
import { installTensorFlow, uninstallTensorFlow } from "../backends/tensorflow/install/install.ts";
import type { Observer } from "../run/api.ts";

export type { Installed };

export interface InstallRequest {
  /** The backend whose library is wanted. */
  readonly name: string;
  /** The folder of data, which holds native libraries as well. */
  readonly dataFolder: string;
  /** A folder with what would be fetched otherwise. */
  readonly from?: string;
  readonly offline: boolean;
}

const folderOf = (dataFolder: string) => join(dataFolder, "backends");

/**
 * Installs a backend's native library; a broken installation goes on.
 *
 * @throws {CrlcError} of kind `backend`, `resource`, `usage` or `stopped`.
 */
export function installBackend(
  { name, dataFolder, from, offline }: InstallRequest,
  observer: Observer,
  stop: AbortSignal,
): Promise<Installed> {
  return installTensorFlow(name, {
    folder: folderOf(dataFolder),
    ...{ from, offline, stop },
    note: (text) => observer.note(text),
    progress: (what, done, total) => observer.progress(what, done, total),
  });
}

/**
 * Removes a backend's native library.
 *
 * @returns Whether there was one.
 */
export function uninstallBackend(name: string, dataFolder: string): Promise<boolean> {
  return uninstallTensorFlow(name, folderOf(dataFolder));
}
