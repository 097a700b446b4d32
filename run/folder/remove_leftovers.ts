import { join } from "node:path";
import { fileSystem } from "./file_system.ts";
import { listIfThere, writeFailure } from "./files.ts";
import { pathsOf } from "./run_folder.ts";

/**
 * Removes what a killed process left half written in a run folder, of the files that only training
 * writes. The others may be at work of another process, which needs no lock for them.
 *
 * @param run A run folder, locked by this process.
 */
export async function removeLeftovers(run: string): Promise<void> {
  const { manifest, metrics, assignments, quarantine, failure, seal } = pathsOf("");
  const ours = [manifest, metrics, assignments, quarantine, failure, seal];
  for (const { name, kind } of await listIfThere(run)) {
    const [, file] = name.match(/^(.+)\.\d+\.part$/) ?? [];
    if (kind !== "file" || !ours.includes(file)) continue;
    const path = join(run, name);
    await fileSystem().remove(path).catch((error) => {
      throw writeFailure(path, error);
    });
  }
}
