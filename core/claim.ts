/**
 * Opens a file that only one process at a time may have, and that has this name still once it is
 * had: whoever had it before may have moved it to its place, or removed it.
 *
 * The lock is the operating system's: it goes when the process does, however that ends.
 *
 * @param path The file; made if it is not there, kept as it is otherwise.
 * @param onHeld Called where somebody else has it, who is waited for unless this throws.
 * @returns The open file at its start; closing it gives the lock back.
 */
export async function claim(path: string, onHeld: () => void): Promise<Deno.FsFile> {
  for (;;) {
    const file = await Deno.open(path, { read: true, write: true, create: true });
    try {
      if (!await file.tryLock(true)) {
        onHeld();
        await file.lock(true);
      }
      const [here, there] = await Promise.all([
        file.stat(),
        Deno.stat(path).catch(() => undefined),
      ]);
      if (there?.ino === here.ino) return file;
    } catch (error) {
      file.close();
      throw error;
    }
    file.close();
  }
}
