import { byteOrder } from "./byte_order.ts";
import { agree, listed } from "./listed.ts";
import { splitNamed, splitsNamed } from "./split_names.ts";
import { quoteName } from "../../core/quote_name.ts";

/** How a folder is read: where its images begin, which folders are splits, and what that leaves. */
export interface FolderLayout {
  /** Folders of each split, relative, by its name; absent where the folder has none. */
  readonly splits?: ReadonlyMap<string, readonly string[]>;
  /** Folders that lie on the way to the classes and name none, relative and ending with `/`. */
  readonly prefixes: readonly string[];
  /** What was guessed, and is likely right. */
  readonly notes: readonly string[];
  /** What was left out, or may be meant otherwise. */
  readonly warnings: readonly string[];
}

const isTest = (name: string) => ["test", "val"].includes(splitNamed(name) ?? "");

/**
 * Finds out how a folder is meant.
 *
 * A folder that holds but one folder of images is gone into. Below that, folders called train and
 * test (or val, or unlabeled) are splits where train has one of the others beside it, or classes
 * within and nothing like them beside it; what lies beside them belongs to no split. What is for
 * validation is the test split where there is no other. Folders such as "seg_train" and "seg_test",
 * or "training_set" and "test_set", are splits as well, which is said.
 *
 * @param images Paths of all images, relative, with `/`.
 * @param folders Paths of all folders.
 */
export function layoutOf(images: readonly string[], folders: readonly string[]): FolderLayout {
  const base = loneFolder("", images, folders);
  const notes = base === ""
    ? []
    : [`everything lies in ${quoteName(base.slice(0, -1))}, which is taken for the folder`];
  const top = topOf(base, images, folders);
  if (!isParted(top, images)) {
    const warnings = [...takenForClasses(top), ...splitsWithin(base, images)];
    return { prefixes: [base], notes, warnings };
  }
  const splits = new Map(top.splits), warnings = leftOut(top, images);
  const { framed } = top;
  if (framed.length > 0) {
    notes.push(
      `${listed(framed)} ${agree(framed, "is taken for a split", "are taken for splits")}`,
    );
  }
  const validation = splits.get("val");
  if (validation && !splits.has("test")) {
    splits.delete("val");
    splits.set("test", validation);
  }
  return { splits, prefixes: prefixesOf(splits, images, folders), notes, warnings };
}

/** What lies at the top of a folder. */
interface Top {
  /** Path of the folder; empty or ending with `/`. */
  readonly base: string;
  /** Folders called like a split, by split. */
  readonly splits: ReadonlyMap<string, readonly string[]>;
  /** Folders with images. */
  readonly tops: readonly string[];
  /** Folders with images that are not called like a split. */
  readonly others: readonly string[];
  /** Images that lie in no folder. */
  readonly loose: readonly string[];
  /** Folders that are called like a split with something around it, such as "seg_train". */
  readonly framed: readonly string[];
}

function topOf(base: string, images: readonly string[], folders: readonly string[]): Top {
  const { loose, tops } = contents(base, images);
  const splits = new Map<string, string[]>();
  const named = splitsNamed(childrenOf(base, folders));
  for (const [name, split] of named) {
    splits.set(split, [...splits.get(split) ?? [], base + name].sort(byteOrder));
  }
  const framed = [...named.keys()].filter((name) => splitNamed(name) === undefined);
  return { base, splits, tops, others: tops.filter((name) => !named.has(name)), loose, framed };
}

/** Whether the folders called like splits are splits. */
function isParted(top: Top, images: readonly string[]): boolean {
  const { splits, others, loose } = top;
  const beside = [...splits.keys()].filter((split) => split !== "train");
  return splits.has("train") &&
    (beside.length > 0 || (others.length > 0 || loose.length > 0) && holdsClasses(top, images));
}

/** Whether train alone holds class folders. */
function holdsClasses({ base, splits, others }: Top, images: readonly string[]): boolean {
  const within = splits.get("train")!.map((folder) => contents(`${folder}/`, images));
  return within.every(({ loose }) => loose.length === 0) &&
    within.some(({ tops }) => tops.length > 1) &&
    others.every((name) => contents(`${base}${name}/`, images).tops.length === 0);
}

/** Warns of folders that are called like splits and are classes. */
function takenForClasses({ splits, tops, others, loose }: Top): string[] {
  const taken = tops.filter((name) => !others.includes(name));
  if (taken.length === 0 || tops.length < 2) return [];
  const beside = [...others, ...loose], it = agree(taken, "it", "them");
  const reason = splits.has("train")
    ? `${listed(beside)} ${agree(beside, "lies", "lie")} beside ${it}`
    : `there is no "train" beside ${it}`;
  return [
    `${listed(taken)} ${agree(taken, "is taken for a class", "are taken for classes")}, not for ${
      agree(taken, "a split", "splits")
    }: ${reason}`,
  ];
}

/** Warns of folders within class folders that are called like a split for tests. */
function splitsWithin(base: string, images: readonly string[]): string[] {
  const testIn = (path: string) => path.slice(base.length).split("/").slice(1, -1).find(isTest);
  const deep = images.find((path) => testIn(path) !== undefined);
  if (deep === undefined) return [];
  return [
    `folders called ${
      quoteName(testIn(deep)!)
    } within others are no split, and their images are trained ` +
    `on: splits are folders train and test above those of the classes`,
  ];
}

/** Warns of what lies beside the splits. */
function leftOut({ base, splits, others, loose }: Top, images: readonly string[]): string[] {
  const stray = [...others, ...loose];
  if (stray.length === 0) return [];
  const inside = others.map((name) => `${base}${name}/`);
  const out = images.filter((path) =>
    inside.some((folder) => path.startsWith(folder)) || !path.includes("/", base.length)
  );
  const owners = [...splits.values()].flat().map((folder) => folder.slice(base.length));
  return [
    `${listed(stray)} ${agree(stray, "is", "are")} left out (${out.length.toLocaleString("en")} ${
      agree(out, "image", "images")
    }): ${agree(stray, "it belongs", "they belong")} to no split, unlike ${listed(owners)}`,
  ];
}

/** Of each split the folder that its classes, or images, lie in. */
function prefixesOf(
  splits: ReadonlyMap<string, readonly string[]>,
  images: readonly string[],
  folders: readonly string[],
): string[] {
  const training = splits.get("train")!.map((folder) => loneFolder(`${folder}/`, images, folders));
  const classes = new Set(training.flatMap((prefix) => contents(prefix, images).tops));
  const rest = [...splits].filter(([split]) => split !== "train").flatMap(([, own]) => own);
  return [
    ...training,
    // A class of the training images that has every image of another split is a class there too.
    ...rest.map((folder) => loneFolder(`${folder}/`, images, folders, classes)),
  ];
}

/**
 * Goes into folders that hold nothing but one folder of images.
 *
 * @param prefix Where to begin; empty or ending with `/`.
 * @param classes Names of folders that are classes.
 */
function loneFolder(
  prefix: string,
  images: readonly string[],
  folders: readonly string[],
  classes?: ReadonlySet<string>,
): string {
  for (;;) {
    const { loose, tops } = contents(prefix, images);
    if (loose.length > 0 || tops.length !== 1 || classes?.has(tops[0])) return prefix;
    // An empty folder of a split is one all the same.
    if (childrenOf(prefix, folders).some((name) => name !== tops[0] && splitNamed(name))) {
      return prefix;
    }
    prefix = `${prefix}${tops[0]}/`;
  }
}

/** The images of a folder itself, and the folders in it that have some, by name and in order. */
function contents(prefix: string, images: readonly string[]): { loose: string[]; tops: string[] } {
  const loose: string[] = [], tops = new Set<string>();
  for (const path of images) {
    if (!path.startsWith(prefix)) continue;
    const end = path.indexOf("/", prefix.length);
    if (end < 0) loose.push(path.slice(prefix.length));
    else tops.add(path.slice(prefix.length, end));
  }
  return { loose, tops: [...tops] };
}

/** Names of the folders in a folder. */
export function childrenOf(prefix: string, folders: readonly string[]): string[] {
  return folders
    .filter((path) => path.startsWith(prefix) && !path.includes("/", prefix.length))
    .map((path) => path.slice(prefix.length));
}

/** The splits that can be opened. */
export function splitsOf({ splits }: FolderLayout): string[] {
  if (!splits) return ["train"];
  return [...splits.keys(), ...splits.has("test") ? ["train+test"] : []].sort(byteOrder);
}

/** The split that a path belongs to, where a folder has splits. */
export function splitOf(path: string, { splits }: FolderLayout): string | undefined {
  return [...splits ?? []].find(([, own]) => own.some((folder) => path.startsWith(`${folder}/`)))
    ?.[0];
}
