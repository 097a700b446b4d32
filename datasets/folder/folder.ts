import { join } from "node:path";
import * as v from "valibot";
import { CrlcError } from "../../core/errors.ts";
import { parseOptions } from "../../core/options.ts";
import type { CachePlace, DatasetPlugin, PassedOver } from "../dataset.ts";
import { classesOf } from "./classes.ts";
import { folderNotFound } from "./folder_not_found.ts";
import { folderPath } from "./folder_path.ts";
import { type FolderLayout, layoutOf, splitOf, splitsOf } from "./layout.ts";
import { listNamed } from "./list_named.ts";
import { noneUsable } from "./judge.ts";
import { oddImages } from "./odd_images.ts";
import { openImages } from "./open_images.ts";

import { preparation } from "./preparation.ts";
import { isArchive, unpacked } from "./unpacked.ts";
import { quoteName } from "../../core/quote_name.ts";
import { FOLDERS_LIKE } from "./leftovers.ts";
import { listImages, LOOP, NOWHERE, OTHERS, type Walked } from "./walk.ts";
import { fromSource, type ImageSource } from "../image_source.ts";
import { checkSplit } from "../check_split.ts";

const schema = v.strictObject({
  /** The folder, or an archive of one; with a list, where its relative paths begin. */
  path: folderPath,
  /** A file that names the images, one a line: then no others belong to the set. */
  list: v.optional(folderPath),
  ...preparation(96),
});

/**
 * Any folder of JPEG, PNG, WebP, AVIF, HEIC, BMP, TIFF and GIF images.
 *
 * Folders `train` and `test` (or `val`, or `unlabeled`) are splits; any other folder has one,
 * `train`. Where every image of a split lies in a folder below, these folders are the classes, in
 * byte order; otherwise there are none. See `layout.ts`, and what was guessed in `remarks`. Images
 * are brought to squares when the folder is opened, which are kept for the next time, and held in
 * memory or, where they are too many, read from the disk. A bad image is quarantined with a reason;
 * see `maxBad`.
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
  splits: async (options) => {
    using found = await list(options).catch(() => undefined);
    if (!found) return ["train"];
    const splits = splitsOf(found.layout);
    // What an archive is unpacked to is held no longer.
    if (options.list || found.root === options.path) LISTINGS.set(splits, found);
    return splits;
  },
  async open({ split, options, progress, cache, splits }) {
    const { list: file, path: _path, ...squares } = options;
    // Given to the data set, where all goes well.
    using held = new DisposableStack();
    const { layout, root, ...listing } = held.use(
      splits && LISTINGS.get(splits) || await list(options, cache, progress),
    );
    checkSplit(split, splitsOf(layout), "folder");
    const parts = split.split("+");
    const within = (path: string, otherwise?: string) =>
      layout.splits === undefined || parts.includes(splitOf(path, layout) ?? otherwise ?? "");
    const wanted = {
      images: listing.images.filter((path) => within(path)),
      // What belongs to no split and cannot be reached is told of beside the training images.
      quarantined: listing.quarantined.filter(({ path }) => within(path, "train")),
    };
    if (wanted.images.length === 0) throw without(root, layout.splits && split, wanted);
    const { paths, source, quarantined, marks } = await openImages(root, wanted, {
      purpose: `${file ? `list ${file}` : "folder"}${layout.splits ? ` ${split}` : ""}`,
      ...squares,
      progress,
      cache,
    });
    if (paths.length === 0) {
      await source[Symbol.asyncDispose]();
      throw without(root, layout.splits && split, { quarantined });
    }
    const { classes, labels, noClasses, notes, warnings } = split === "unlabeled"
      ? { notes: [], warnings: [] }
      : classesOf(split, paths, listing.images, listing.folders, layout);
    return fromSource(closedWith(source, held.move()), {
      quarantined,
      name: (index) => paths[index],
      splitOf: (index) => splitOf(paths[index], layout),
      classes,
      labels,
      remarks: {
        notes: [...layout.notes, ...notes],
        warnings: [
          ...[...layout.warnings, ...warnings, ...strayLinks(listing), ...likeBackups(listing)],
          ...oddImages(marks, paths),
        ],
        ...{ root, noClasses, passedOver: listing.passedOver },
      },
    });
  },
};

export default { datasets: [folder] };

/** What there is, and the folder that it lies in, which stays until this is disposed of. */
type Listed = Walked & Disposable & { readonly root: string; readonly layout: FolderLayout };

/** What folders held when their splits were asked for. */
const LISTINGS = new WeakMap<readonly string[], Listed>();

/** A source of images that lie in something which is given back once nothing is read any longer. */
function closedWith(source: ImageSource, held: Disposable): ImageSource {
  const close = source[Symbol.asyncDispose].bind(source);
  return Object.assign(source, {
    async [Symbol.asyncDispose]() {
      await close();
      held[Symbol.dispose]();
    },
  });
}

async function list(
  { path, list: file }: v.InferOutput<typeof schema>,
  cache?: CachePlace,
  progress?: (done: number, total: number) => void,
): Promise<Listed> {
  if (file !== undefined) {
    const { notes, ...found } = await listNamed(path, file);
    const layout = layoutOf(found.images, found.folders);
    const told = { ...layout, notes: [...notes, ...layout.notes] };
    return { ...found, layout: told, [Symbol.dispose]() {} };
  }
  const isFile = (await Deno.stat(path).catch(() => undefined))?.isFile;
  using held = new DisposableStack();
  const root = isFile && await isArchive(path)
    ? held.use(await unpacked(path, cache, progress)).folder
    : path;
  let found: Walked;
  try {
    // With a slash, a file is refused.
    found = await listImages(join(root, "/"));
  } catch (error) {
    throw folderNotFound(root, error);
  }
  const { images, quarantined, passedOver } = found;
  if (images.length + quarantined.length === 0) throw noImages(path, undefined, passedOver);
  const layout = layoutOf(found.images, found.folders), kept = held.move();
  return { ...found, root, layout, [Symbol.dispose]: () => kept.dispose() };
}

/** Links that may have been meant for pictures: a folder of a disk that is not there, above all. */
function strayLinks({ passedOver }: Walked): string[] {
  const SAID = new Map([
    [LOOP, "is a link to a folder that it lies in, and is not followed"],
    [NOWHERE, "is a link that leads nowhere, or where it cannot be followed"],
  ]);
  return passedOver.filter(({ what }) => SAID.has(what)).map(({ what, count, first }) =>
    `${quoteName(first)} ${SAID.get(what)}${count > 1 ? `, like ${count - 1} more` : ""}`
  );
}

/** Folders that are passed over by their names, and may be a person's. */
function likeBackups({ passedOver }: Walked): string[] {
  return passedOver.filter(({ what }) => what.startsWith(FOLDERS_LIKE)).map((
    { what, count, first },
  ) =>
    `${quoteName(first)} is passed over with all that is in it${
      count > 1 ? `, like ${count - 1} more` : ""
    }: it is called like ${what.slice(FOLDERS_LIKE.length)}`
  );
}

/** The error of a split without an image that can be used. */
function without(
  root: string,
  split: string | undefined,
  { quarantined }: Pick<Walked, "quarantined">,
): CrlcError {
  return quarantined.length > 0 ? noneUsable(root, quarantined) : noImages(root, split);
}

function noImages(
  root: string,
  split?: string,
  passedOver: readonly PassedOver[] = [],
): CrlcError {
  const passed = passedOver.map(({ what, count, first }) =>
    `${count} ${what}, such as ${quoteName(first)}`
  );
  const known = passedOver.some(({ what }) => what !== OTHERS);
  return new CrlcError(
    "data",
    "NO_IMAGES",
    `Cannot use folder ${quoteName(root)}: it must hold images${
      split ? ` of split "${split}"` : ""
    }, and there are none`,
    {
      hint: [
        ...known ? [] : [
          "JPEG, PNG, WebP, AVIF, HEIC, BMP, TIFF and GIF files are read, in folders below as well",
        ],
        ...passed.length > 0 ? [`passed over: ${passed.join("; ")}`] : [],
      ].join("; "),
    },
  );
}
