/** An open file of a run. */
export interface OpenFile extends Disposable {
  /** Writes some of the bytes, at least one; gives how many. */
  write(bytes: Uint8Array): Promise<number>;
  /** Waits until what was written outlasts a power cut. */
  sync(): Promise<void>;
}

/** A name in a folder; of a link it is not asked where it leads. */
export interface Entry {
  readonly name: string;
  readonly kind: "file" | "folder" | "link" | "other";
}

/** Every operation on files that a run is made of, so that a test may let each one fail. */
export interface FileSystem {
  /** Makes a folder; one that is there already is no error. Its parent must be there. */
  makeFolder(path: string): Promise<void>;
  /** Whether anything has this name. */
  exists(path: string): Promise<boolean>;
  /** Opens a file to write it; "new" refuses one that is there. */
  open(path: string, how: "write" | "append" | "new"): Promise<OpenFile>;
  read(path: string): Promise<Uint8Array>;
  /** What lies in a folder. */
  list(path: string): Promise<Entry[]>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Copies a file. */
  copy(from: string, to: string): Promise<void>;
  /** Makes a symbolic link at `path`. */
  link(target: string, path: string): Promise<void>;
  /** Waits until the names of a folder outlast a power cut. */
  syncFolder(path: string): Promise<void>;
  /** Takes a file for this process and writes its number there, or tells who has it. */
  lock(path: string): Promise<Disposable | { readonly owner: string }>;
}

const OPENING = {
  write: { write: true, create: true, truncate: true },
  append: { append: true, create: true },
  new: { write: true, createNew: true },
};

const real: FileSystem = {
  async makeFolder(path) {
    try {
      await Deno.mkdir(path);
    } catch (error) {
      const there = error instanceof Deno.errors.AlreadyExists &&
        (await Deno.stat(path)).isDirectory;
      if (!there) throw error;
    }
  },
  exists: (path) =>
    Deno.stat(path).then(() => true, (error) => {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }),
  async open(path, how) {
    const file = await Deno.open(path, OPENING[how]);
    return {
      write: (bytes) => file.write(bytes),
      sync: () => file.sync(),
      [Symbol.dispose]: () => file.close(),
    };
  },
  read: (path) => Deno.readFile(path),
  async list(path) {
    const found: Entry[] = [];
    for await (const { name, isFile, isDirectory, isSymlink } of Deno.readDir(path)) {
      const kind = isSymlink ? "link" : isFile ? "file" : isDirectory ? "folder" : "other";
      found.push({ name, kind });
    }
    return found;
  },
  rename: (from, to) => Deno.rename(from, to),
  remove: (path) => Deno.remove(path),
  copy: (from, to) => Deno.copyFile(from, to),
  link: (target, path) => Deno.symlink(target, path),
  async syncFolder(path) {
    // Where folders cannot be opened (Windows), the system does so itself.
    if (Deno.build.os === "windows") return;
    using folder = await Deno.open(path, { read: true });
    await folder.sync();
  },
  async lock(path) {
    const file = await Deno.open(path, { read: true, write: true, create: true });
    try {
      if (!await file.tryLock(true)) {
        return { owner: (await new Response(file.readable).text()).trim() };
      }
      await file.truncate();
      await file.write(new TextEncoder().encode(`${Deno.pid}\n`));
      return { [Symbol.dispose]: () => file.close() };
    } catch (error) {
      file.close();
      throw error;
    }
  },
};

let current = real;

/** The file system that runs are kept on. */
export const fileSystem = (): FileSystem => current;

/**
 * Puts another file system in place, for tests of what happens when one fails.
 *
 * @param make Gets the one before.
 * @returns Disposing puts back the one before.
 */
export function replaceFileSystem(make: (before: FileSystem) => FileSystem): Disposable {
  const before = current;
  current = make(before);
  return { [Symbol.dispose]: () => void (current = before) };
}
