import { CrlcError } from "../../../core/errors.ts";

/**
 * Opens a file that only one process at a time may hold; the lock goes when the process does.
 *
 * @throws {CrlcError} `INSTALL_LOCKED` if another one holds it.
 */
export async function lock(path: string): Promise<Deno.FsFile> {
  const file = await Deno.open(path, { read: true, write: true, create: true });
  if (await file.tryLock(true)) return file;
  file.close();
  throw new CrlcError(
    "backend",
    "INSTALL_LOCKED",
    "Cannot install: only one crlc at a time may, and another one is at it",
    { hint: "wait for the other one, or end it" },
  );
}
