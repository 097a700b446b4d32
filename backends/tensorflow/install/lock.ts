import { CrlcError } from "../../../core/errors.ts";

/**
 * Holds a file that only one process at a time may hold, and that is there no longer than that.
 *
 * The lock is the operating system's: it goes when the process does, however that ends.
 *
 * @throws {CrlcError} `INSTALL_LOCKED` if another one holds it.
 */
export async function lock(path: string): Promise<Disposable> {
  for (;;) {
    const file = await Deno.open(path, { read: true, write: true, create: true });
    if (!await file.tryLock(true)) {
      file.close();
      throw new CrlcError(
        "backend",
        "INSTALL_LOCKED",
        "Cannot install: only one crlc at a time may, and another one is at it",
        { hint: "wait for the other one, or end it" },
      );
    }
    // Whoever had it before may have removed it meanwhile, and this is then no lock.
    const [here, there] = await Promise.all([
      file.stat(),
      Deno.stat(path).catch(() => undefined),
    ]);
    if (there?.ino === here.ino) return { [Symbol.dispose]: () => release(path, file) };
    file.close();
  }
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
