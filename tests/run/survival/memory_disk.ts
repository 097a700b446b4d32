import { basename, dirname } from "node:path";
import type { FileSystem } from "../../../run/folder/file_system.ts";

/** What is stored under no name: its bytes, and those that would outlast a power cut. */
interface Content {
  bytes: Uint8Array;
  synced: Uint8Array;
}

/** Names of a folder, and those that would outlast a power cut. */
interface Folder {
  readonly names: Map<string, Content | Folder>;
  synced: Map<string, Content | Folder>;
}

/** What a power cut takes, of all that was not synced. */
export type PowerCut =
  /** Contents and names. */
  | "all"
  /** Contents: files have their names and are empty or as they were before. */
  | "contents"
  /** Names: renames, removals and new files are undone. */
  | "names"
  /** Half of each content that was written last. */
  | "halves";

const folder = (): Folder => ({ names: new Map(), synced: new Map() });
const isFolder = (entry: Content | Folder | undefined): entry is Folder =>
  entry !== undefined && "names" in entry;

function cut(entry: Content | Folder, what: PowerCut): Content | Folder {
  if (!isFolder(entry)) {
    const { bytes, synced } = entry;
    const half = bytes === synced ? bytes : bytes.slice(0, (bytes.length + synced.length) >> 1);
    const left = what === "names" ? bytes : what === "halves" ? half : synced;
    return { bytes: left, synced: left };
  }
  const kept = what === "all" || what === "names" ? entry.synced : entry.names;
  const after = new Map([...kept].map(([name, inner]) => [name, cut(inner, what)]));
  return { names: after, synced: new Map(after) };
}

/**
 * A disk in memory that knows what a power cut would take from it: what was written and not synced,
 * and names that were given in a folder that was not synced since.
 */
export class MemoryDisk {
  #root: Folder;

  constructor(root: Folder = folder()) {
    this.#root = root;
  }

  /** The disk as it is found after a power cut. */
  afterPowerCut(what: PowerCut): MemoryDisk {
    return new MemoryDisk(cut(this.#root, what) as Folder);
  }

  #find(path: string): Content | Folder | undefined {
    let entry: Content | Folder | undefined = this.#root;
    for (const name of path.split("/").filter(Boolean)) {
      entry = isFolder(entry) ? entry.names.get(name) : undefined;
    }
    return entry;
  }

  #folderOf(path: string): Folder {
    const found = this.#find(dirname(path));
    if (isFolder(found)) return found;
    throw new Deno.errors.NotFound(path);
  }

  #content(path: string): Content {
    const found = this.#find(path);
    if (found && !isFolder(found)) return found;
    throw new Deno.errors.NotFound(path);
  }

  /** The disk as a run sees it. */
  readonly system: FileSystem = {
    makeFolder: (path) =>
      attempt(() => {
        const { names } = this.#folderOf(path);
        if (!names.has(basename(path))) names.set(basename(path), folder());
      }),
    exists: (path) => attempt(() => this.#find(path) !== undefined),
    open: (path, how) =>
      attempt(() => {
        const { names } = this.#folderOf(path);
        let content = names.get(basename(path));
        if (isFolder(content)) throw new Deno.errors.IsADirectory(path);
        if (content && how === "new") throw new Deno.errors.AlreadyExists(path);
        if (!content) {
          const nothing = new Uint8Array();
          content = { bytes: nothing, synced: nothing };
          names.set(basename(path), content);
        }
        const file = content;
        if (how === "write") file.bytes = new Uint8Array();
        return {
          write: (bytes) =>
            attempt(() => {
              const longer = new Uint8Array(file.bytes.length + bytes.length);
              longer.set(file.bytes);
              longer.set(bytes, file.bytes.length);
              file.bytes = longer;
              return bytes.length;
            }),
          sync: () => attempt(() => void (file.synced = file.bytes)),
          [Symbol.dispose]() {},
        };
      }),
    read: (path) => attempt(() => this.#content(path).bytes.slice()),
    list: (path) =>
      attempt(() => {
        const found = this.#find(path);
        if (!isFolder(found)) throw new Deno.errors.NotFound(path);
        return [...found.names].map(([name, inner]) => ({
          name,
          kind: isFolder(inner) ? "folder" : "file",
        }));
      }),
    rename: (from, to) =>
      attempt(() => {
        const content = this.#content(from);
        this.#folderOf(from).names.delete(basename(from));
        this.#folderOf(to).names.set(basename(to), content);
      }),
    remove: (path) =>
      attempt(() => {
        if (!this.#folderOf(path).names.delete(basename(path))) {
          throw new Deno.errors.NotFound(path);
        }
      }),
    copy: (from, to) =>
      attempt(() => {
        const { bytes } = this.#content(from);
        this.#folderOf(to).names.set(basename(to), { bytes, synced: new Uint8Array() });
      }),
    link: () => Promise.reject(new Deno.errors.NotSupported("a disk in memory has no links")),
    syncFolder: (path) =>
      attempt(() => {
        const found = this.#find(path);
        if (isFolder(found)) found.synced = new Map(found.names);
      }),
    lock: () => Promise.resolve({ [Symbol.dispose]() {} }),
  };
}

function attempt<Result>(work: () => Result): Promise<Result> {
  try {
    return Promise.resolve(work());
  } catch (error) {
    return Promise.reject(error);
  }
}
