import type { PluginInfo } from "../core/registry.ts";

/** One file to download. */
export interface Archive {
  readonly file: string;
  /** Official address first, then mirrors. */
  readonly urls: readonly string[];
  readonly bytes?: number;
  /** A digest, with who states it. */
  readonly digest?: {
    readonly algorithm: "md5" | "sha256";
    readonly hex: string;
    readonly from: string;
  };
}

/** What is known of a data set before a byte of it is read. */
export interface DatasetFacts {
  /** Images a split, where it is fixed; joined splits such as `train+test` are listed as well. */
  readonly splits: Readonly<Record<string, number | undefined>>;
  readonly classes?: number;
  /** `[height, width, channels]`, where it is fixed. */
  readonly shape?: readonly [number, number, number];
}

/** An image that could not be used, and why. */
export interface Quarantined {
  readonly path: string;
  readonly reason: string;
}

/** An open split of a data set: images of one size, and the labels behind a door of its own. */
export interface Dataset extends AsyncDisposable {
  readonly length: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Class names by label, where there are classes. */
  readonly classes?: readonly string[];
  /** Hexadecimal digest of what the images are, to notice that a data set has changed. */
  readonly digest: string;
  /** Images that were found and could not be used. */
  readonly quarantined: readonly Quarantined[];
  /** What an image is called: its path within a folder, or its place in the official files. */
  name(index: number): string;
  /**
   * Copies images. The only way to the pixels: a set may be larger than memory and read them from
   * where they lie, so that what goes through a set reads it in blocks.
   *
   * @param indices Which images `[n]`.
   * @param into Receives `[n, height, width, channels]`, 0 to 255.
   * @throws {RangeError} If an index is out of range or `into` has another size.
   */
  read(indices: Uint32Array, into: Uint8Array): Promise<void>;
  /**
   * The true classes `[length]`. Only evaluation opens this door, and the labelled subset of a
   * semi-supervised run.
   */
  labels(): Promise<Int32Array | undefined>;
}

/** Where a data set may keep what takes long to make of its files. All of it may be gone next time. */
export interface CachePlace {
  /** Made where it is missing. */
  readonly folder: string;
  /** Most bytes that everything kept may take; what was not used for longest goes first. */
  readonly limit: number;
  /** Images of up to so many bytes are held in memory, those of larger sets read; 1 GiB if absent. */
  readonly memory?: number;
  /** Whether what is kept is made anew. */
  readonly rebuild?: boolean;
  /** Told where something kept was damaged, or cannot be kept; the work goes on. */
  readonly warn?: (text: string) => void;
}

/** What is opened. */
export interface OpenOptions<Options> {
  /** Folder of this data set's own files: `<data folder>/<name>`. */
  readonly root: string;
  /** One of the splits of `facts`. */
  readonly split: string;
  readonly options: Options;
  /** Told how many images are ready, where opening takes long. */
  readonly progress?: (done: number, total: number) => void;
  /** Where images may be kept for the next time; nothing is kept where it is absent. */
  readonly cache?: CachePlace;
}

/** How files are imported. */
export interface ImportOptions {
  /** Import an archive whose digest is not the official one, after the same checks of its content. */
  readonly unverified?: boolean;
  /** Told how many bytes of a file have been read, where that takes long. */
  readonly progress?: (done: { file: string; bytes: number; total?: number }) => void;
  /** Stops; what was there before stays. */
  readonly signal?: AbortSignal;
}

/** A data set as it introduces itself. */
export interface DatasetPlugin<Options = unknown> extends PluginInfo {
  readonly licence: string;
  readonly citation: string;
  readonly facts: DatasetFacts;
  readonly archives: readonly Archive[];
  /** What `import` takes, where it is not the official archive: a folder, say. */
  readonly imports?: string;
  /** Name of the data set whose folder it shares, since both are read from the same files. */
  readonly sharesWith?: string;
  /**
   * Fills defaults.
   *
   * @throws {CrlcError} of kind `usage` for an unknown key, with the nearest known one.
   */
  options(raw: unknown): Options;
  /**
   * The splits that there are with these options, where that is not known before: of a folder, say.
   * Absent where they are those of `facts`.
   */
  splits?(options: Options): Promise<readonly string[]>;
  /**
   * @throws {CrlcError} of kind `data`: missing files (with the command that gets them), damaged
   * files, too many bad images; of kind `usage`: an unknown split.
   */
  open(where: OpenOptions<Options>): Promise<Dataset>;
  /**
   * Imports official archives into `root`, checked and unpacked, or remembers a folder. Absent
   * where there is nothing to import.
   *
   * @param paths Files, or a folder.
   * @returns What was found, lines for the terminal.
   * @throws {CrlcError} of kind `data`; `root` is then as it was.
   */
  import?(paths: readonly string[], root: string, options?: ImportOptions): Promise<string[]>;
  /**
   * Checks what lies in `root`: layout, counts and labels.
   *
   * @returns What was found, in a few words.
   * @throws {CrlcError} of kind `data`.
   */
  check?(root: string): Promise<string>;
}
