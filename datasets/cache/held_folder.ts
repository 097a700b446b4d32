/**
 * Keeps a folder of the cache from being removed by {@link removeUnused}, in this process and others,
 * until it is disposed of or the process ends. The lock is the system's, on the folder itself; where
 * folders cannot be locked, nothing is kept.
 *
 * @returns Nothing where there is no such folder.
 */
export async function holdFolder(path: string): Promise<Disposable | undefined> {
  const isThere = await Deno.stat(path).then(({ isDirectory }) => isDirectory, () => false);
  if (!isThere) return undefined;
  let file: Deno.FsFile;
  try {
    file = await Deno.open(path);
  } catch {
    return { [Symbol.dispose]() {} };
  }
  await file.lock(false).catch(() => {});
  // Whoever was removing it may have been waited for.
  const [here, there] = await Promise.all([
    file.stat(),
    Deno.stat(path).catch(() => undefined),
  ]);
  if (there?.ino === here.ino) return { [Symbol.dispose]: () => file.close() };
  file.close();
}

/**
 * Removes a file or a folder of the cache, unless it is a folder that is held.
 *
 * @returns Whether it is gone.
 */
export async function removeUnused(path: string): Promise<boolean> {
  const { isDirectory } = await Deno.stat(path);
  using folder = isDirectory ? await Deno.open(path).catch(() => undefined) : undefined;
  if (folder && !await folder.tryLock(true).catch(() => true)) return false;
  await Deno.remove(path, { recursive: true });
  return true;
}
