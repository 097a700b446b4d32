import { byteOrder } from "./byte_order.ts";
import { childrenOf, type Layout, splitOf } from "./layout.ts";
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
  layout: Layout,
): Classes {
  const notes: string[] = [], warnings: string[] = [];
  const trains = split.split("+").includes("train");
  const folderOf = classFolder(layout);
  const own = new Set(used.map(folderOf)), without = used.filter((path) => !folderOf(path));
  const names = new Set([...own].filter((name) => name !== undefined).map(nfc));
  if (without.length > 0 && names.size > 0) {
    const noClasses = `${listed(without)} ${agree(without, "lies", "lie")} beside ${
      agree([...names], "the folder", "the class folders")
    } ${listed([...names].sort(byteOrder))}`;
    return { notes, warnings: [`no classes are known: ${noClasses}`], noClasses };
  }
  if (names.size === 0) {
    const [prefix] = layout.prefixes;
    const noClasses = prefix === "" || layout.splits
      ? "the images are in no class folders"
      : `the images are in no class folders: all lie in ${quoteName(prefix.slice(0, -1))}`;
    return { notes, warnings, noClasses };
  }
  if (trains) {
    const spelt = Map.groupBy([...own] as string[], nfc);
    for (const [name, folders] of spelt) {
      if (folders.length < 2) continue;
      warnings.push(
        `${folders.length} folders are called ${
          quoteName(name)
        }, with the accents written in two ways: they are one class`,
      );
    }
    const deep = used.find((path) =>
      path.slice(prefixOf(path, layout).length).split("/").length > 2
    );
    if (deep !== undefined) {
      notes.push(
        `folders within a class folder, such as that of ${quoteName(deep)}, belong to the class`,
      );
    }
    const empty = layout.prefixes.flatMap((prefix) => childrenOf(prefix, folders))
      .filter((name) => !all.some((path) => folderOf(path) === name));
    if (empty.length > 0) {
      warnings.push(
        `${listed(empty)} ${
          agree(empty, "holds no image and is no class", "hold no image and are no classes")
        }`,
      );
    }
  }
  const training = layout.splits ? classNames(all, "train") : [...names].sort(byteOrder);
  const others = layout.splits
    ? [...layout.splits.keys()].filter((other) => other !== "train" && other !== "unlabeled")
    : [];
  const later = new Set(others.flatMap((other) => classNames(all, other)));
  if (trains && layout.splits) {
    for (const other of others) {
      const there = new Set(classNames(all, other));
      if (there.size === 0) continue;
      const only = [...there].filter((name) => !training.includes(name));
      const missing = training.filter((name) => !there.has(name));
      if (only.length > 0) {
        warnings.push(
          `${agree(only, "class", "classes")} ${listed(only)} of split "${other}" ${
            agree(only, "has", "have")
          } no training image`,
        );
      }
      if (missing.length > 0) {
        notes.push(
          `${agree(missing, "class", "classes")} ${listed(missing)} ${
            agree(missing, "has", "have")
          } no image in split "${other}"`,
        );
      }
    }
  } else if (!layout.splits) {
    const lost = new Set(all.map(folderOf).filter((name) => name !== undefined).map(nfc));
    const gone = [...lost].filter((name) => !names.has(name));
    if (gone.length > 0) {
      warnings.push(
        `no image of ${listed(gone)} can be used: ${
          agree(gone, "it is no class", "they are no classes")
        }`,
      );
    }
  }
  const extra = [...later].filter((name) => !training.includes(name)).sort(byteOrder);
  // Training knows the training classes alone; scores on other splits count all there are.
  const classes = split === "train" ? training : [...training, ...extra];
  const numbers = new Map(classes.map((name, label) => [name, label]));
  const labels = Int32Array.from(used, (path) => numbers.get(nfc(folderOf(path)!))!);
  return { classes, labels, notes, warnings };

  /** Names of the classes of a split, bad images included. */
  function classNames(paths: readonly string[], split: string): string[] {
    const own = paths.filter((path) => splitOf(path, layout) === split).map(folderOf);
    return [...new Set(own.filter((name) => name !== undefined).map(nfc))].sort(byteOrder);
  }
}

const nfc = (name: string) => name.normalize("NFC");

/** The part of a path that says nothing of its class. */
function prefixOf(path: string, { prefixes }: Layout): string {
  return prefixes.find((prefix) => path.startsWith(prefix)) ?? "";
}

/** The class folder of a path, as it is spelt; nothing where it lies in none. */
function classFolder(layout: Layout): (path: string) => string | undefined {
  return (path) => {
    const from = prefixOf(path, layout).length, end = path.indexOf("/", from);
    return end < 0 ? undefined : path.slice(from, end);
  };
}
