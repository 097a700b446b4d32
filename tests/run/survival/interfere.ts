import type { FileSystem } from "../../../run/folder/file_system.ts";

/** An operation on a file, before it is done. */
export interface Operation {
  /** From 1. */
  readonly number: number;
  readonly name: keyof FileSystem | "write" | "sync";
  readonly path: string;
  /** Writes the first half of the bytes; of a write only. */
  readonly half?: () => Promise<number>;
}

/**
 * A file system that asks before every operation; closing files asks nothing.
 *
 * @param before May throw in place of the operation, or give what it gives.
 */
export function interfere(
  system: FileSystem,
  before: (operation: Operation) => unknown,
): FileSystem {
  let number = 0;
  const ask = async <T>(
    name: Operation["name"],
    path: string,
    work: () => Promise<T>,
    half?: () => Promise<number>,
  ): Promise<T> => {
    const instead = await before({ number: ++number, name, path, half });
    return instead === undefined ? await work() : instead as T;
  };
  return {
    makeFolder: (path) => ask("makeFolder", path, () => system.makeFolder(path)),
    exists: (path) => ask("exists", path, () => system.exists(path)),
    open: (path, how) =>
      ask("open", path, async () => {
        const file = await system.open(path, how);
        return {
          write: (bytes) =>
            ask(
              "write",
              path,
              () => file.write(bytes),
              () => file.write(bytes.subarray(0, Math.ceil(bytes.length / 2))),
            ),
          sync: () => ask("sync", path, () => file.sync()),
          [Symbol.dispose]: () => file[Symbol.dispose](),
        };
      }),
    read: (path) => ask("read", path, () => system.read(path)),
    list: (path) => ask("list", path, () => system.list(path)),
    rename: (from, to) => ask("rename", to, () => system.rename(from, to)),
    copy: (from, to) => ask("copy", to, () => system.copy(from, to)),
    link: (target, path) => ask("link", path, () => system.link(target, path)),
    remove: (path) => ask("remove", path, () => system.remove(path)),
    syncFolder: (path) => ask("syncFolder", path, () => system.syncFolder(path)),
    lock: (path) => ask("lock", path, () => system.lock(path)),
  };
}
