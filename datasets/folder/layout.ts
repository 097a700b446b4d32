import { byteOrder } from "./byte_order.ts";
import { agree, listed } from "./listed.ts";
import { quoteName } from "../../core/quote_name.ts";

/** How a folder is read: where its images begin, which folders are splits, and what that leaves. */
export interface Layout {
  /** Folders of each split, relative, by its name; absent where the folder has none. */
  readonly splits?: ReadonlyMap<string, readonly string[]>;
  /** Folders that lie on the way to the classes and name none, relative and ending with `/`. */
  readonly prefixes: readonly string[];
  /** What was guessed, and is likely right. */
  readonly notes: readonly string[];
  /** What was left out, or may be meant otherwise. */
  readonly warnings: readonly string[];
}

/** What folders of a split are called. */
const NAMES: Readonly<Record<string, RegExp>> = {
  train: /^train(ing)?$/i,
  test: /^test(ing)?$/i,
  val: /^val(id(ation)?)?$/i,
  unlabeled: /^unlabell?ed$/i,
};

const splitNamed = (name: string) => Object.keys(NAMES).find((split) => NAMES[split].test(name));

const isTest = (name: string) => ["test", "val"].includes(splitNamed(name) ?? "");

/**
 * Finds out how a folder is meant.
 *
 * A folder that holds but one folder of images is gone into. Below that, folders called train and
 * test (or val, or unlabeled) are splits where train has one of the others beside it, or classes
 * within and nothing like them beside it; what lies beside them belongs to no split. What is for
 * validation is the test split where there is no other.
 *
 * @param images Paths of all images, relative, with `/`.
 * @param folders Paths of all folders.
 */
export function layoutOf(images: readonly string[], folders: readonly string[]): Layout {
  const notes: string[] = [], warnings: string[] = [];
  const base = loneFolder("", images, folders);
  if (base !== "") {
    notes.push(`everything lies in ${quoteName(base.slice(0, -1))}, which is taken for the folder`);
  }
  const { loose, tops } = contents(base, images);
  const splits = new Map<string, string[]>();
  for (const name of childrenOf(base, folders)) {
    const split = splitNamed(name);
    if (split) splits.set(split, [...splits.get(split) ?? [], base + name].sort(byteOrder));
  }
  const others = tops.filter((name) => splitNamed(name) === undefined);
  const beside = [...splits.keys()].filter((split) => split !== "train");
  const parted = splits.has("train") &&
    (beside.length > 0 || (others.length > 0 || loose.length > 0) && looksLikeSplit());
  if (!parted) {
    const taken = tops.filter((name) => splitNamed(name) !== undefined);
    if (taken.length > 0 && tops.length > 1) {
      const beside = [...others, ...loose];
      const it = agree(taken, "it", "them");
      const reason = splits.has("train")
        ? `${listed(beside)} ${agree(beside, "lies", "lie")} beside ${it}`
        : `there is no "train" beside ${it}`;
      warnings.push(
        `${listed(taken)} ${
          agree(taken, "is taken for a class", "are taken for classes")
        }, not for ${agree(taken, "a split", "splits")}: ${reason}`,
      );
    }
    const deep = images.find((path) =>
      path.slice(base.length).split("/").slice(1, -1).some(isTest)
    );
    if (deep !== undefined) {
      const name = deep.slice(base.length).split("/").slice(1, -1).find(isTest)!;
      warnings.push(
        `folders called ${
          quoteName(name)
        } within others are no split, and their images are trained ` +
          `on: splits are folders train and test above those of the classes`,
      );
    }
    return { prefixes: [base], notes, warnings };
  }
  const stray = [...others, ...loose];
  if (stray.length > 0) {
    const inside = others.map((name) => `${base}${name}/`);
    const out = images.filter((path) =>
      inside.some((folder) => path.startsWith(folder)) || !path.includes("/", base.length)
    );
    warnings.push(
      `${listed(stray)} ${agree(stray, "is", "are")} left out (${out.length.toLocaleString("en")} ${
        agree(out, "image", "images")
      }): ${agree(stray, "it belongs", "they belong")} to no split, unlike ${
        listed([...splits.values()].flat().map((folder) => folder.slice(base.length)))
      }`,
    );
  }
  const validation = splits.get("val");
  if (validation && !splits.has("test")) {
    splits.delete("val");
    splits.set("test", validation);
  }
  return { splits, prefixes: prefixesOf(splits), notes, warnings };

  /** Whether train alone holds class folders. */
  function looksLikeSplit(): boolean {
    const within = splits.get("train")!.map((folder) => contents(`${folder}/`, images));
    return within.every(({ loose }) => loose.length === 0) &&
      within.some(({ tops }) => tops.length > 1) &&
      others.every((name) => contents(`${base}${name}/`, images).tops.length === 0);
  }

  /** Of each split the folder that its classes, or images, lie in. */
  function prefixesOf(splits: ReadonlyMap<string, readonly string[]>): string[] {
    const training = splits.get("train")!.map((folder) =>
      loneFolder(`${folder}/`, images, folders)
    );
    const classes = new Set(training.flatMap((prefix) => contents(prefix, images).tops));
    const rest = [...splits].filter(([split]) => split !== "train").flatMap(([, own]) => own);
    return [
      ...training,
      // A class of the training images that has every image of another split is a class there too.
      ...rest.map((folder) => loneFolder(`${folder}/`, images, folders, classes)),
    ];
  }
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
export function splitsOf({ splits }: Layout): string[] {
  if (!splits) return ["train"];
  return [...splits.keys(), ...splits.has("test") ? ["train+test"] : []].sort(byteOrder);
}

/** The split that a path belongs to, where a folder has splits. */
export function splitOf(path: string, { splits }: Layout): string | undefined {
  return [...splits ?? []].find(([, own]) => own.some((folder) => path.startsWith(`${folder}/`)))
    ?.[0];
}
