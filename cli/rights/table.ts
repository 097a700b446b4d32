import { dirname } from "node:path";
import type { Folders } from "../environment.ts";

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
  readonly plugins?: readonly string[];
  readonly json?: boolean;
  readonly watch?: boolean;
}

/** What a command may do besides reading. */
export interface CommandRights {
  /** Where it writes, in words. */
  readonly writes: string;
  /** The same as paths. */
  readonly paths?: (typed: Typed, folders: () => Folders) => readonly string[] | true;
  /** Whether it only reads crlc's own tables, so that without plugins nothing needs to be kept out. */
  readonly ours?: true;
  /** "archives": the hosts of a data set's archives; "watch": this machine alone, for `--watch`. */
  readonly network?: "archives" | "watch";
  /** "decoder": the image decoder's own folder; "backend": that, and all where the backend is native. */
  readonly native?: "decoder" | "backend";
}

/** The folder of a repetition, unless `--run` names one. */
export const repetitionOf = (run: string) => `${run.replace(/[\\/]+$/, "")}-repeat`;

/** The run folder of `--run`, or the folder of runs, since a default name is known only later. */
const written: CommandRights["paths"] = ({ run, repeat }, folders) => [
  run ?? (repeat === undefined ? folders().runs : repetitionOf(repeat)),
  folders().cache,
];
const runs: CommandRights["paths"] = ({ run, runs = [] }, folders) => [
  ...(run === undefined ? runs : [run]),
  folders().cache,
];
const cache: CommandRights["paths"] = (_, folders) => [folders().cache];
const data: CommandRights["paths"] = ({ data }, folders) => [data ?? folders().data];

/**
 * What each command may do, by its words. Those that are not here look at the machine or install
 * native libraries, which takes every right.
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
    paths: ({ runs = [], to }, folders) => [
      ...runs,
      ...(to === undefined ? [] : [dirname(to)]),
      folders().cache,
    ],
    native: "backend",
  },
  "neighbors": { writes: "the run folder, the cache folder", paths: runs, native: "backend" },
  "assign": { writes: "the run folder, the cache folder", paths: runs, native: "backend" },
  "names": { writes: "the run folder, the cache folder", paths: runs, native: "backend" },
  "export": {
    writes: "the run folder, `--to`, the cache folder; everywhere for links, which Deno wants so",
    paths: ({ run, to, images }, folders) =>
      images === "link" ? true : [run!, to!, folders().cache],
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
} as const satisfies Readonly<Record<string, CommandRights>>;

/** A command with rights of its own, or one that has all. */
export type Righted = keyof typeof RIGHTS | "all";
