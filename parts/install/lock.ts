import { claim } from "../../core/claim.ts";
import { CrlcError } from "../../core/errors.ts";

/**
 * Holds a file that only one process at a time may hold, and that is there no longer than that.
 *
 * @throws {CrlcError} `INSTALL_LOCKED` if another one holds it.
 */
export async function lock(path: string): Promise<Disposable> {
  const file = await claim(path, () => {
    throw new CrlcError(
      "locked",
      "INSTALL_LOCKED",
      "Cannot install: only one crlc at a time may, and another one is at it",
      { hint: "wait for the other one, or end it" },
    );
  });
  return { [Symbol.dispose]: () => release(path, file) };
}

/** Removed while it is still held, so that nobody else's is. */
function release(path: string, file: Deno.FsFile): void {
  try {
    Deno.removeSync(path);
  } catch {
    // Of no use to anybody, and in nobody's way.
  }
  file.close();
}
