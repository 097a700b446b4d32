/**
 * Opens a file that only one process at a time may write, and waits for whoever has it.
 *
 * The lock is the operating system's: it goes when the process does, however that ends.
 *
 * @param path The file; made if it is not there, kept as it is otherwise.
 * @param waiting Told that another process has it.
 * @returns The open file; closing it gives the lock back.
 */
export async function claim(path: string, waiting: () => void): Promise<Deno.FsFile> {
  for (;;) {
    const file = await Deno.open(path, { read: true, write: true, create: true });
    if (!await file.tryLock(true)) {
      waiting();
      await file.lock(true);
    }
    // Whoever had it may have moved the file to its place, and this is then that file.
    const [here, there] = await Promise.all([file.stat(), Deno.stat(path).catch(() => undefined)]);
    if (there !== undefined && there.ino === here.ino) return file;
    file.close();
  }
}
