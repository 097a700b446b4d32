import type { PluginInfo } from "../core/registry.ts";

/** One file to download. */
export interface Archive {
  readonly file: string;
  /** Official address first, then mirrors. */
  readonly urls: readonly string[];
  readonly bytes?: number;
  /** The official digest, and who publishes it. */
  readonly digest?: {
    /** "git" is the name that Git gives to a file: the SHA-1 of its size and content. */
    readonly algorithm: "md5" | "sha256" | "git";
    readonly hex: string;
    readonly from: string;
  };
}

/** Facts about a data set that are known before any of its files is read. */
export interface DatasetFacts {
  /** Images per split, if fixed; joined splits such as `train+test` are listed as well. */
  readonly splits: Readonly<Record<string, number | undefined>>;
  readonly classes?: number;
  /** `[height, width, channels]`, if fixed. */
  readonly shape?: readonly [number, number, number];
}

/** An image that could not be used, and why. */
export interface Quarantined {
  readonly path: string;
  readonly reason: string;
  /** Set where it was hardly meant: a film, a drawing, the raw form of a photo that is read. */
  readonly aside?: true;
}

/** Files or folders that are no part of a data set, and were not looked at. */
export interface PassedOver {
  /** What they are, such as "hidden files". */
  readonly what: string;
  readonly count: number;
  /** The path of the first. */
  readonly first: string;
}

/** What was taken for what as a data set was opened, in words for people. */
export interface Remarks {
  /** What was guessed, and is likely right. */
  readonly notes: readonly string[];
  /** What was left out, or may be meant otherwise. */
  readonly warnings: readonly string[];
  /** The folder that the names of the images begin in, where they are files. */
  readonly root?: string;
  /** Why there are no classes, where there are none: what follows "since". */
  readonly noClasses?: string;
  readonly passedOver: readonly PassedOver[];
}

/** Features that stand for the images wherever something is learned. */
export interface Features {
  /** Numbers of a feature, d. */
  readonly dimensions: number;
  /**
   * Copies features.
   *
   * @param indices Indices of the images `[n]`.
   * @param into Receives `[n, d]`.
   */
  read(indices: Uint32Array, into: Float32Array): Promise<void>;
  /**
   * Computes those of images that are not in the set, `[n, height, width, channels]` as in `read` of
   * the set; absent where nobody can.
   *
   * @returns `[n, d]`.
   */
  embed?(images: Uint8Array): Promise<Float32Array>;
  /**
   * Computes those of augmented views, normalised as whoever computes them expects; absent where
   * nobody can.
   *
   * @param views `[n, height, width, 3]`.
   * @returns `[n, d]`.
   */
  embedViews?(
    views: Float32Array,
    shape: readonly [height: number, width: number],
  ): Promise<Float32Array>;
}

/** An open split of a data set: images of one size, and the labels behind a door of its own. */
export interface Dataset extends AsyncDisposable {
  readonly length: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Class names by label; absent if there are no classes. */
  readonly classes?: readonly string[];
  /** Bytes of images that are held in memory; absent where none are. */
  readonly heldBytes?: number;
  /** Hexadecimal digest of the images, which tells whether a data set has changed. */
  readonly digest: string;
  /** Images that were found but cannot be used. */
  readonly quarantined: readonly Quarantined[];
  /** What a person should know of how it was read; absent where there is no doubt. */
  readonly remarks?: Remarks;
  /**
   * What is learned from in place of the pictures, where there is something: a network then gets
   * `[n, 1, 1, d]`, and pictures are for people alone.
   */
  readonly features?: Features;
  /** The name of an image: its path within a folder, or its position in the official files. */
  name(index: number): string;
  /** The split that an image is of, where several are joined and their order does not say. */
  splitOf?(index: number): string | undefined;
  /**
   * Copies images. This is the only way to the pixels: a set may be larger than memory and read
   * them from disk, so callers that go through a whole set read it in blocks.
   *
   * @param indices Indices of the images `[n]`.
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

/** A cache for what takes long to compute from a data set's files. Anything in it may be gone next time. */
export interface CachePlace {
  /** Created if missing. */
  readonly folder: string;
  /** Largest size of the whole cache in bytes; the least recently used entries are removed first. */
  readonly limit: number;
  /** Sets of up to this many bytes are held in memory, larger ones read from disk; 1 GiB if absent. */
  readonly memory?: number;
  /** Whether to compute everything anew. */
  readonly rebuild?: boolean;
  /** Called if an entry is damaged or cannot be written; the data set opens all the same. */
  readonly warn?: (text: string) => void;
}

/** What to open, and how. */
export interface OpenOptions<Options> {
  /** Folder of this data set's own files: `<data folder>/<name>`. */
  readonly root: string;
  /** One of the splits of `facts`. */
  readonly split: string;
  readonly options: Options;
  /** Called with the number of images that are ready, if opening takes long. */
  readonly progress?: (done: number, total: number) => void;
  /** Where to keep images for the next time; if absent, nothing is kept. */
  readonly cache?: CachePlace;
  /** The very array that `splits()` gave: what was found then need not be looked for again. */
  readonly splits?: readonly string[];
}

/** How to import files. */
export interface ImportOptions {
  /** Import an archive whose digest is not the official one, after the same checks of its content. */
  readonly unverified?: boolean;
  /** Called with the number of bytes that have been read of a file, if that takes long. */
  readonly progress?: (done: { file: string; bytes: number; total?: number }) => void;
  /** Stops the import; files that were there before stay. */
  readonly signal?: AbortSignal;
}

/** A data set as a plugin: facts about it, its options, and how to open it. */
export interface DatasetPlugin<Options = unknown> extends PluginInfo {
  readonly licence: string;
  readonly citation: string;
  readonly facts: DatasetFacts;
  readonly archives: readonly Archive[];
  /** What `import` accepts, if not the official archive: for example a folder. */
  readonly imports?: string;
  /** Name of the data set whose folder it shares, because both are read from the same files. */
  readonly sharesWith?: string;
  /**
   * Checks options and fills in the defaults.
   *
   * @throws {CrlcError} of kind `usage` for an unknown key, with the nearest known one.
   */
  options(raw: unknown): Options;
  /**
   * The splits that exist with these options, if they depend on them, as those of a folder do.
   * Absent if they are those of `facts`.
   */
  splits?(options: Options): Promise<readonly string[]>;
  /**
   * @throws {CrlcError} of kind `data`: missing files (with the command that gets them), damaged
   * files, too many bad images; of kind `usage`: an unknown split.
   */
  open(where: OpenOptions<Options>): Promise<Dataset>;
  /**
   * Checks official archives and unpacks them into `root`, or remembers a folder. Absent if there
   * is nothing to import.
   *
   * @param paths Files, or a folder.
   * @returns What was found, as lines for the terminal.
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
