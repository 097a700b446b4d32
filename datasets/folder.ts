import { join, resolve } from "node:path";
import * as v from "valibot";
import { CrlcError } from "../core/errors.ts";
import { parseOptions } from "../core/options.ts";
import type { DatasetPlugin } from "./dataset.ts";
import { byteOrder } from "./folder/byte_order.ts";
import { folderNotFound } from "./folder/folder_not_found.ts";
import { openImages } from "./folder/open_images.ts";
import { preparation } from "./folder/preparation.ts";
import { quoteName } from "./folder/quote.ts";
import { listImages, type Listing } from "./folder/walk.ts";
import { fromSource } from "./image_source.ts";
import { checkSplit } from "./split.ts";

const schema = v.strictObject({
  /** The folder. */
  path: v.pipe(v.string(), v.nonEmpty("the path of a folder")),
  ...preparation(96),
});

/**
 * Any folder of JPEG, PNG, WebP, AVIF, BMP, TIFF and GIF images.
 *
 * Where every image lies in a folder below, the first folders of the paths are the classes, in byte
 * order; otherwise there are none. Images are brought to squares when the folder is opened, which
 * are kept for the next time, and held in memory or, where they are too many, read from the disk. A
 * bad image is quarantined with a reason; see `maxBad`.
 */
export const folder: DatasetPlugin<v.InferOutput<typeof schema>> = {
  name: "folder",
  about: "your own images: any folder, with or without a folder a class",
  apiVersion: 1,
  licence: "that of the images",
  citation: "none",
  facts: { splits: { train: undefined } },
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
  async open({ split, options: { path, size, maxBad }, progress, cache }) {
    checkSplit(split, ["train"], "folder");
    const root = resolve(path);
    const listing = await list(root);
    const { paths, source, quarantined } = await openImages(root, listing, {
      purpose: "folder",
      size,
      maxBad,
      progress,
      cache,
    });
    if (paths.length === 0) {
      await source[Symbol.asyncDispose]();
      throw noImages(root);
    }
    return fromSource(source, {
      quarantined,
      name: (index) => paths[index],
      ...classesOf(paths),
    });
  },
};

async function list(root: string): Promise<Listing> {
  let listing: Listing;
  try {
    // With a slash, a link given on purpose is followed, and a file is refused.
    listing = await listImages(join(root, "/"));
  } catch (error) {
    throw folderNotFound(root, error);
  }
  if (listing.images.length + listing.quarantined.length === 0) throw noImages(root);
  return listing;
}

function noImages(root: string): CrlcError {
  return new CrlcError(
    "data",
    "NO_IMAGES",
    `Cannot use folder ${quoteName(root)}: it must hold images, and there are none`,
    { hint: "JPEG, PNG, WebP, AVIF, BMP, TIFF and GIF files are read, in folders below as well" },
  );
}

/** Classes and labels, where every path has a first folder. */
function classesOf(paths: readonly string[]): { classes?: string[]; labels?: Int32Array } {
  if (!paths.every((path) => path.includes("/"))) return {};
  const first = paths.map((path) => path.slice(0, path.indexOf("/")));
  const classes = [...new Set(first)].sort(byteOrder);
  const labels = new Map(classes.map((name, label) => [name, label]));
  return { classes, labels: Int32Array.from(first, (name) => labels.get(name)!) };
}
