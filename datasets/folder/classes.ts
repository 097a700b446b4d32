import { byteOrder } from "./byte_order.ts";
import { childrenOf, type FolderLayout, splitOf } from "./layout.ts";
import { agree, listed } from "./listed.ts";
import { quoteName } from "../../core/quote_name.ts";

/** The classes of a split's images, and what a person should know of them. */
export interface Classes {
  readonly classes?: readonly string[];
  /** A label for each image. */
  readonly labels?: Int32Array;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
  /** Why there are none. */
  readonly noClasses?: string;
}

/**
 * The classes of a split: the folders that its images lie in, where every image lies in one and
 * there are two at least. Names that differ only in how accents are written are one.
 *
 * @param split Such as `train+test`.
 * @param used Paths of the images that can be used.
 * @param all Paths of all images of all splits, so that a class has the same number in each.
 * @param folders Paths of all folders.
 */
export function classesOf(
  split: string,
  used: readonly string[],
  all: readonly string[],
  folders: readonly string[],
  layout: FolderLayout,
): Classes {
  const folderOf = classFolder(layout);
  const names = new Set(spelled(used, layout).map(nfc));
  const without = used.filter((path) => !folderOf(path));
  if (names.size === 0) return { notes: [], warnings: [], noClasses: noFolders(layout) };
  if (without.length > 0) {
    const noClasses = besideFolders(without, names);
    return { notes: [], warnings: [`no classes are known: ${noClasses}`], noClasses };
  }
  const trains = split.split("+").includes("train");
  const training = layout.splits ? classNames(all, "train", layout) : [...names].sort(byteOrder);
  const others = [...layout.splits?.keys() ?? []]
    .filter((other) => other !== "train" && other !== "unlabeled")
    .map((other) => ({ split: other, names: classNames(all, other, layout) }));
  const warnings = [
    ...trains ? [...spelledTwice(used, layout), ...emptyFolders(all, folders, layout)] : [],
    ...trains ? others.flatMap((other) => untrained(other, training)) : [],
    ...layout.splits ? [] : lost(all, names, layout),
  ];
  const notes = trains
    ? [...nested(used, layout), ...others.flatMap((other) => untested(other, training))]
    : [];
  const later = new Set(others.flatMap(({ names }) => names));
  const extra = [...later].filter((name) => !training.includes(name)).sort(byteOrder);
  // Training knows the training classes alone; scores on other splits count all there are.
  const classes = split === "train" ? training : [...training, ...extra];
  const numbers = new Map(classes.map((name, label) => [name, label]));
  const labels = Int32Array.from(used, (path) => numbers.get(nfc(folderOf(path)!))!);
  return { classes, labels, notes, warnings };
}

/** The classes of one split, bad images included. */
interface SplitClasses {
  readonly split: string;
  readonly names: readonly string[];
}

/** Names of the classes of a split, bad images included. */
function classNames(paths: readonly string[], split: string, layout: FolderLayout): string[] {
  const own = paths.filter((path) => splitOf(path, layout) === split);
  return [...new Set(spelled(own, layout).map(nfc))].sort(byteOrder);
}

/** The class folders of some images, as they are spelt. */
function spelled(paths: readonly string[], layout: FolderLayout): string[] {
  return [...new Set(paths.map(classFolder(layout)))].filter((name) => name !== undefined);
}

function noFolders({ prefixes: [prefix], splits }: FolderLayout): string {
  return prefix === "" || splits
    ? "the images are in no class folders"
    : `the images are in no class folders: all lie in ${quoteName(prefix.slice(0, -1))}`;
}

function besideFolders(without: readonly string[], names: ReadonlySet<string>): string {
  return `${listed(without)} ${agree(without, "lies", "lie")} beside ${
    agree([...names], "the folder", "the class folders")
  } ${listed([...names].sort(byteOrder))}`;
}

/** Warns of each class that has several folders. */
function spelledTwice(used: readonly string[], layout: FolderLayout): string[] {
  return [...Map.groupBy(spelled(used, layout), nfc)]
    .filter(([, folders]) => folders.length > 1)
    .map(([name, folders]) =>
      `${folders.length} folders are called ${
        quoteName(name)
      }, with the accents written in two ways: they are one class`
    );
}

/** Warns of class folders without an image. */
function emptyFolders(all: readonly string[], folders: readonly string[], layout: FolderLayout) {
  const folderOf = classFolder(layout);
  const empty = layout.prefixes.flatMap((prefix) => childrenOf(prefix, folders))
    .filter((name) => !all.some((path) => folderOf(path) === name));
  if (empty.length === 0) return [];
  const what = agree(empty, "holds no image and is no class", "hold no image and are no classes");
  return [`${listed(empty)} ${what}`];
}

/** Notes that folders lie within class folders. */
function nested(used: readonly string[], layout: FolderLayout): string[] {
  const deep = used.find((path) => path.slice(prefixOf(path, layout).length).split("/").length > 2);
  if (deep === undefined) return [];
  return [`folders within a class folder, such as that of ${quoteName(deep)}, belong to the class`];
}

/** Warns of classes of a split that training never sees. */
function untrained({ split, names }: SplitClasses, training: readonly string[]): string[] {
  const only = names.filter((name) => !training.includes(name));
  if (only.length === 0) return [];
  return [
    `${agree(only, "class", "classes")} ${listed(only)} of split "${split}" ${
      agree(only, "has", "have")
    } no training image`,
  ];
}

/** Notes the training classes that a split lacks; one without any classes is no such split. */
function untested({ split, names }: SplitClasses, training: readonly string[]): string[] {
  const missing = training.filter((name) => !names.includes(name));
  if (names.length === 0 || missing.length === 0) return [];
  return [
    `${agree(missing, "class", "classes")} ${listed(missing)} ${
      agree(missing, "has", "have")
    } no image in split "${split}"`,
  ];
}

/** Warns of classes none of whose images can be used. */
function lost(all: readonly string[], names: ReadonlySet<string>, layout: FolderLayout): string[] {
  const gone = [...new Set(spelled(all, layout).map(nfc))].filter((name) => !names.has(name));
  if (gone.length === 0) return [];
  const what = agree(gone, "it is no class", "they are no classes");
  return [`no image of ${listed(gone)} can be used: ${what}`];
}

const nfc = (name: string) => name.normalize("NFC");

/** The part of a path that says nothing of its class. */
function prefixOf(path: string, { prefixes }: FolderLayout): string {
  return prefixes.find((prefix) => path.startsWith(prefix)) ?? "";
}

/** The class folder of a path, as it is spelt; nothing where it lies in none. */
function classFolder(layout: FolderLayout): (path: string) => string | undefined {
  return (path) => {
    const from = prefixOf(path, layout).length, end = path.indexOf("/", from);
    return end < 0 ? undefined : path.slice(from, end);
  };
}
