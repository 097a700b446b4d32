import { join } from "node:path";
import * as v from "valibot";
import { CrlcError } from "../../core/errors.ts";
import { parseOptions } from "../../core/options.ts";
import type { DatasetPlugin, Quarantined } from "../dataset.ts";
import { byteOrder } from "./byte_order.ts";
import { folderNotFound } from "./folder_not_found.ts";
import { folderPath } from "./folder_path.ts";
import { openImages } from "./open_images.ts";
import { findParts, type Parts, splitOf, splitsOf } from "./parts.ts";
import { preparation } from "./preparation.ts";
import { quoteName } from "./quote.ts";
import { listImages, type Listing } from "./walk.ts";
import { fromSource } from "../image_source.ts";
import { checkSplit } from "../check_split.ts";

const schema = v.strictObject({
  /** The folder. */
  path: folderPath,
  ...preparation(96),
});

/**
 * Any folder of JPEG, PNG, WebP, AVIF, BMP, TIFF and GIF images.
 *
 * A folder whose images all lie in `train` and `test` (or `val`, or `unlabeled`) has these splits;
 * any other has one, `train`. Where every image of a split lies in a folder below, these folders are
 * the classes, in byte order; otherwise there are none. Images are brought to squares when the
 * folder is opened, which are kept for the next time, and held in memory or, where they are too
 * many, read from the disk. A bad image is quarantined with a reason; see `maxBad`.
 */
export const folder: DatasetPlugin<v.InferOutput<typeof schema>> = {
  name: "folder",
  about: "your own images: any folder, with or without a folder a class, or train and test folders",
  apiVersion: 1,
  licence: "that of the images",
  citation: "none",
  facts: {
    splits: { train: undefined, test: undefined, "train+test": undefined, unlabeled: undefined },
  },
  archives: [],
  options(raw) {
    const what = 'options of data set "folder"';
    if ((raw as { path?: unknown } | undefined)?.path === undefined) {
      throw new CrlcError(
        "usage",
        "BAD_OPTION",
        `Cannot use ${what}: "path" must be given, and is missing`,
        { hint: "name the folder in the place of the recipe: crlc train ./photos -k 12" },
      );
    }
    return parseOptions(schema, raw, what);
  },
  // Whoever opens a split of a folder that is gone hears of it then.
  splits: async ({ path }) => splitsOf(await findParts(path).catch(() => undefined)),
  async open({ split, options: { path: root, size, maxBad }, progress, cache }) {
    const { parts, ...listing } = await list(root);
    checkSplit(split, splitsOf(parts), "folder");
    const within = (path: string) => isWithin(path, split, parts);
    const wanted = {
      images: listing.images.filter(within),
      quarantined: listing.quarantined.filter(({ path }) => within(path)),
    };
    const { paths, source, quarantined } = await openImages(root, wanted, {
      purpose: parts ? `folder ${split}` : "folder",
      size,
      maxBad,
      progress,
      cache,
    });
    if (paths.length === 0) {
      await source[Symbol.asyncDispose]();
      throw quarantined.length > 0 ? noneUsable(root, quarantined) : noImages(root, parts && split);
    }
    return fromSource(source, {
      quarantined,
      name: (index) => paths[index],
      ...split === "unlabeled" ? {} : classesOf(paths, listing.images, parts),
    });
  },
};

export default { datasets: [folder] };

/** Whether a path belongs to a split; what belongs to none is told of beside the training images. */
function isWithin(path: string, split: string, parts: Parts | undefined): boolean {
  return parts === undefined || split.split("+").includes(splitOf(path, parts) ?? "train");
}

async function list(root: string): Promise<Listing & { parts?: Parts }> {
  let listing: Listing & { parts?: Parts };
  try {
    // With a slash, a link given on purpose is followed, and a file is refused.
    const place = join(root, "/"), found = await listImages(place);
    listing = { ...found, parts: await findParts(place, found.images) };
  } catch (error) {
    throw folderNotFound(root, error);
  }
  if (listing.images.length + listing.quarantined.length === 0) throw noImages(root);
  return listing;
}

function noImages(root: string, split?: string): CrlcError {
  return new CrlcError(
    "data",
    "NO_IMAGES",
    `Cannot use folder ${quoteName(root)}: it must hold images${
      split ? ` of split "${split}"` : ""
    }, and there are none`,
    { hint: "JPEG, PNG, WebP, AVIF, BMP, TIFF and GIF files are read, in folders below as well" },
  );
}

function noneUsable(root: string, bad: readonly Quarantined[]): CrlcError {
  const [{ path, reason }] = bad;
  return new CrlcError(
    "data",
    "NO_IMAGES",
    `Cannot use folder ${
      quoteName(root)
    }: some image must be usable, and none of ${bad.length} is (${quoteName(path)} ${reason}${
      bad.length > 1 ? "; ..." : ""
    })`,
    { hint: "mend them, or give another folder" },
  );
}

/**
 * Classes and labels, where every path of a split has a folder for its class.
 *
 * @param paths Of the images that can be used.
 * @param all Of all splits, so that a class has the same number in each.
 */
function classesOf(
  paths: readonly string[],
  all: readonly string[],
  parts: Parts | undefined,
): { classes?: string[]; labels?: Int32Array } {
  const depth = parts ? 1 : 0;
  const nameOf = (path: string) => {
    const names = path.split("/");
    return names.length > depth + 1 ? names[depth] : undefined;
  };
  const own = paths.map(nameOf);
  if (!own.every((name) => name !== undefined)) return {};
  const labelled = parts ? all.filter((path) => splitOf(path, parts) !== "unlabeled") : paths;
  const names = labelled.map(nameOf).filter((name) => name !== undefined);
  const classes = [...new Set(names)].sort(byteOrder);
  const labels = new Map(classes.map((name, label) => [name, label]));
  return { classes, labels: Int32Array.from(own, (name) => labels.get(name)!) };
}
