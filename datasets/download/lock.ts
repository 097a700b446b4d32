import { claim } from "../../core/claim.ts";
import { CrlcError } from "../../core/errors.ts";

/**
 * Opens a file that only one process at a time may write, and waits for nobody.
 *
 * @param path The file; made if it is not there, kept as it is otherwise.
 * @param doing What is done to it, to follow "Cannot".
 * @returns The open file at its start; closing it gives the lock back.
 * @throws {CrlcError} `DOWNLOAD_LOCKED` if another process, or this one, has it open this way.
 */
export function openLocked(path: string, doing = "download to"): Promise<Deno.FsFile> {
  return claim(path, () => {
    throw new CrlcError(
      "locked",
      "DOWNLOAD_LOCKED",
      `Cannot ${doing} "${path}": only one process may, and another one is at it`,
      { hint: "wait for the other one, or end it" },
    );
  });
}
