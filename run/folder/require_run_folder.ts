import { CrlcError } from "../../core/errors.ts";
import { hasImageName } from "../../datasets/folder/walk.ts";
import { listIfThere } from "./files.ts";
import { pathsOf } from "./run_folder.ts";

/** What crlc itself may have left in a folder before it was a run. */
const OURS = new Set([...Object.values(pathsOf("")), "tensorboard"]);
/** What the system has put in the topmost folder of a disk. */
const OF_A_DISK = "lost+found";

/**
 * Makes sure that a run does not begin in a folder that is somebody's for something else, such as
 * the folder of the pictures. Files beside a run, such as the log of whoever started it, are fine.
 *
 * @throws {CrlcError} `NOT_A_RUN` for a folder with pictures, or folders, that are not of a run.
 */
export async function requireRunPlace(run: string): Promise<void> {
  const strange = (await listIfThere(run)).find(({ name, kind }) =>
    kind === "folder" ? !OURS.has(name) && name !== OF_A_DISK : hasImageName(name)
  );
  if (strange === undefined) return;
  throw new CrlcError(
    "usage",
    "NOT_A_RUN",
    `Cannot train in "${run}": it must be a new folder, or one of a run, and holds "${strange.name}"`,
    { hint: "choose another folder with --run" },
  );
}
