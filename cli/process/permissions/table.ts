import { dirname } from "node:path";
import type { Folders } from "../variables.ts";

/** What was typed, as far as rights depend on it. */
export interface Typed {
  readonly name?: string;
  readonly run?: string;
  readonly repeat?: string;
  readonly runs?: readonly string[];
  readonly to?: string;
  readonly images?: unknown;
  readonly data?: string;
  readonly backend?: string;
  readonly backends?: readonly string[];
  readonly plugins?: readonly string[];
  readonly json?: boolean;
  readonly watch?: boolean;
}

/** What a command may do besides reading. */
export interface CommandRights {
  /** Where it writes, in words. */
  readonly writes: string;
  /** The same as paths. */
  readonly paths?: (typed: Typed, folder: FolderOf) => readonly string[] | true;
  /** Whether only plugins bring foreign code or data, so that without them it keeps every right. */
  readonly ours?: true;
  /** "archives": the hosts of a data set's archives; "watch": this machine alone, for `--watch`. */
  readonly network?: "archives" | "watch";
  /**
   * "decoder": the image decoder's own folder; "backend": that, and all where the backend is native;
   * "backends": the same, and every right where one of those that it looks at is native.
   */
  readonly native?: "decoder" | "backend" | "backends";
}

/** Where data, cache or runs lie; throws a `CrlcError` where nothing says so. */
type FolderOf = (kind: keyof Folders) => string;

/** The folders that something says the place of. */
function known(folder: FolderOf, kinds: readonly (keyof Folders)[]): string[] {
  return kinds.flatMap((kind) => {
    try {
      return [folder(kind)];
    } catch {
      return [];
    }
  });
}

/** The folder of a repetition, unless `--run` names one. */
export const repetitionOf = (run: string) => `${run.replace(/[\\/]+$/, "")}-repeat`;

/** The run folder of `--run`, or the folder of runs, since a default name is known only later. */
const written: CommandRights["paths"] = ({ run, repeat }, folder) => [
  run ?? (repeat === undefined ? folder("runs") : repetitionOf(repeat)),
  folder("cache"),
];
const runs: CommandRights["paths"] = ({ run, runs = [] }, folder) => [
  ...(run === undefined ? runs : [run]),
  folder("cache"),
];
const cache: CommandRights["paths"] = (_, folder) => [folder("cache")];
const data: CommandRights["paths"] = ({ data }, folder) => [data ?? folder("data")];

/**
 * What each command may do, by its words. One that is not here, `backends install`, runs pip, which
 * no right of this process binds.
 */
export const RIGHTS = {
  "train": {
    writes: "the run folder, the cache folder",
    paths: written,
    network: "watch",
    native: "backend",
  },
  "sweep": {
    writes: "the folder of the runs, the cache folder",
    paths: written,
    native: "backend",
  },
  "eval": { writes: "the run folder, the cache folder", paths: runs, native: "backend" },
  "report": {
    writes: "the run folders, the folder of `--to`, the cache folder",
    paths: ({ runs = [], to }, folder) => [
      ...runs,
      ...(to === undefined ? [] : [dirname(to)]),
      folder("cache"),
    ],
    native: "backend",
  },
  "neighbors": { writes: "the run folder, the cache folder", paths: runs, native: "backend" },
  "assign": { writes: "the run folder, the cache folder", paths: runs, native: "backend" },
  "names": { writes: "the run folder, the cache folder", paths: runs, native: "backend" },
  "export": {
    writes: "the run folder, `--to`, the cache folder; everywhere for links, which Deno wants so",
    paths: ({ run, to, images }, folder) => images === "link" ? true : [run!, to!, folder("cache")],
    native: "backend",
  },
  "verify": { writes: "the cache folder", paths: cache, native: "decoder" },
  "score": { writes: "nothing" },
  "recipes": { writes: "nothing", ours: true },
  "strategies": { writes: "nothing", ours: true },
  "datasets": { writes: "nothing", ours: true },
  "datasets where": { writes: "nothing", ours: true },
  "datasets fetch": { writes: "the data folder", paths: data, network: "archives" },
  "datasets import": { writes: "the data folder", paths: data },
  "datasets verify": { writes: "nothing", native: "decoder" },
  "datasets cache": { writes: "the cache folder", paths: cache },
  "backends": { writes: "nothing", ours: true, native: "backends" },
  "backends uninstall": { writes: "the data folder", paths: data },
  "doctor": {
    writes: "the data, cache and runs folders, to see whether it can",
    paths: ({ data }, folder) => [
      ...(data === undefined ? known(folder, ["data"]) : [data]),
      ...known(folder, ["cache", "runs"]),
    ],
    ours: true,
    native: "backends",
  },
  "bench": { writes: "nothing", ours: true, native: "backends" },
  "bench data": { writes: "the cache folder", paths: cache, native: "decoder" },
} as const satisfies Readonly<Record<string, CommandRights>>;

/** A command with rights of its own, or one that has all. */
export type Righted = keyof typeof RIGHTS | "all";
