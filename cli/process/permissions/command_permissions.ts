import type { Folders } from "../variables.ts";

/** The options of any command, as far as its permissions may depend on them. */
export interface Typed {
  readonly json: boolean;
  readonly data?: string;
  readonly name?: string;
  readonly backend?: string;
  readonly backends?: readonly string[];
  readonly plugins?: readonly string[];
  readonly watch?: boolean;
}

/** Where data, cache or runs lie; nothing where nothing says so, and then nothing is written there. */
export type FolderOf = (kind: keyof Folders) => string | undefined;

/** What the process of a command may do besides reading. */
export interface CommandPermissions<Options> {
  /** Where it writes, in words. */
  readonly writes: string;
  /** The same as paths; `true` for everywhere. */
  paths?(options: Options, folder: FolderOf): readonly (string | undefined)[] | true;
  /** Optional parts that it cannot do without as typed, so that they are asked for at once. */
  parts?(options: Options): readonly string[];
  /** Whether only plugins bring foreign code or data, so that without them it keeps everything. */
  readonly ours?: true;
  /**
   * "archives": the hosts of a data set's archives; "watch": this machine alone, for `--watch`;
   * "loopback": this machine alone; "any": whatever host the model hub sends to.
   */
  readonly network?: "archives" | "watch" | "loopback" | "any";
  /** Whether it may start what opens the browser, as typed. */
  browser?(options: Options): boolean;
  /**
   * "decoder": the image decoder's own folder; "backend": that, and all where the backend is native;
   * "backends": the same, and everything where one of those that it looks at is native.
   */
  readonly native?: "decoder" | "backend" | "backends";
}

/** Of commands that write nothing and touch nobody's data. */
export const WRITES_NOTHING: CommandPermissions<Typed> = { writes: "nothing" };

/** Of commands that look at a run. */
export const OF_A_RUN: CommandPermissions<{ readonly run: string }> = {
  writes: "the run folder, the cache folder",
  paths: ({ run }, folder) => [run, folder("cache")],
  native: "backend",
};

/** Of commands that list what there is. */
export const LISTS: CommandPermissions<Typed> = { writes: "nothing", ours: true };

/** Of commands that bring or remove data. */
export const IN_DATA_FOLDER: CommandPermissions<Typed> = {
  writes: "the data folder",
  paths: ({ data }, folder) => [data ?? folder("data")],
};

/** Of commands that may prepare images. */
export const IN_CACHE_FOLDER: CommandPermissions<Typed> = {
  writes: "the cache folder",
  paths: (_, folder) => [folder("cache")],
};

/** Of the command that brings encoders: by the network, or by pip, which no permission binds. */
export const ENCODERS: CommandPermissions<Typed> = {
  ...IN_DATA_FOLDER,
  ours: true,
  network: "any",
};
