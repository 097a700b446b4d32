import { CrlcError } from "../../core/errors.ts";

/**
 * Opens a file that only one process at a time may write, and waits for nobody.
 *
 * The lock is the operating system's: it goes when the process does, however that ends.
 *
 * @param path The file; made if it is not there, kept as it is otherwise.
 * @param doing What is done to it, to follow "Cannot".
 * @returns The open file at its start; closing it gives the lock back.
 * @throws {CrlcError} `DOWNLOAD_LOCKED` if another process, or this one, has it open this way.
 */
export async function openLocked(path: string, doing = "download to"): Promise<Deno.FsFile> {
  for (;;) {
    const file = await Deno.open(path, { read: true, write: true, create: true });
    if (!await file.tryLock(true)) {
      file.close();
      throw new CrlcError(
        "data",
        "DOWNLOAD_LOCKED",
        `Cannot ${doing} "${path}": only one process may, and another one is at it`,
        { hint: "wait for the other one, or end it" },
      );
    }
    // Whoever had it before may have moved the file to its place, and this is then that file.
    const [here, there] = await Promise.all([
      file.stat(),
      Deno.stat(path).catch(() => undefined),
    ]);
    if (there !== undefined && there.ino === here.ino) return file;
    file.close();
  }
}
