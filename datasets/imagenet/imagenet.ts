import { resolve } from "node:path";
import * as v from "valibot";
import { CrlcError } from "../../core/errors.ts";
import { onePath } from "../archive/one_path.ts";
import type { Quarantined } from "../dataset.ts";
import { defineDataset } from "../define_dataset.ts";
import { folderPath } from "../folder/folder_path.ts";
import { openImages } from "../folder/open_images.ts";
import { preparation } from "../folder/preparation.ts";
import { quoteName } from "../../core/quote_name.ts";
import { fromSource } from "../image_source.ts";
import { checkSplit } from "../check_split.ts";
import { classNames, type ImagenetName, readClasses } from "./classes.ts";
import { requireClasses } from "./require_classes.ts";
import { labelsOf, listSplits } from "./list_split.ts";
import { findPlace, recallPlace, rememberPlace } from "./place.ts";

const fields = {
  /** A folder of ImageNet; the one that was imported if it is not given. */
  path: v.optional(folderPath),
  ...preparation(256),
};

/** What tells one subset of ImageNet from another. */
export interface Subset {
  readonly name: ImagenetName;
  readonly classes: number;
  /** Images of the official splits. */
  readonly train: number;
  readonly test: number;
  readonly citation: string;
}

/** Some classes of ImageNet, from a folder with a folder a class, by WordNet id. */
export function imagenet(subset: Subset) {
  const { name, train, test } = subset;
  const splits = { train, test, "train+test": train + test };

  return defineDataset({
    name,
    about: `${subset.classes} classes of ImageNet, ${train.toLocaleString("en")} photos; ` +
      "from an ImageNet folder of yours",
    apiVersion: 1,
    licence: "terms of ImageNet: for research and not for commerce",
    citation: `Russakovsky and others, ImageNet Large Scale Visual Recognition Challenge, 2015; ` +
      subset.citation,
    facts: { splits, classes: subset.classes },
    archives: [],
    imports: "a folder of ImageNet with a folder for each class, called by its WordNet id",
    options: fields,

    async open({ root, split, options: { path, ...squares }, progress, cache }) {
      checkSplit(split, Object.keys(splits), name);
      const located = await findPlace(path ?? await recallPlace(root, name));
      const classes = await readClasses(name);
      const wanted = split.split("+");
      for (const one of wanted) requireClasses(located, one, classes, name);
      const listing = await listSplits(located, wanted, classes);
      const { paths, source, quarantined } = await openImages(located.base, listing, {
        purpose: `${name} ${split}`,
        ...squares,
        progress,
        cache,
      });
      if (paths.length === 0) {
        await source[Symbol.asyncDispose]();
        throw noImages(located.base, split, quarantined);
      }
      return fromSource(source, {
        quarantined,
        classes: classNames(classes),
        labels: labelsOf(located, paths, classes),
        name: (index) => paths[index],
      });
    },

    async import(paths, root) {
      const path = onePath(paths, { file: "a folder of ImageNet" });
      const found = await describe(name, resolve(path));
      await rememberPlace(root, path);
      return [`${found}; the folder is remembered, nothing was copied`];
    },

    check: async (root) => await describe(name, await recallPlace(root, name)),
  });
}

/** What a folder of ImageNet holds of one of its subsets. */
async function describe(name: ImagenetName, path: string): Promise<string> {
  const located = await findPlace(path);
  const classes = await readClasses(name);
  const words: string[] = [];
  for (const split of ["train", "test"]) {
    if (split === "test" && !located.splits.test) continue;
    requireClasses(located, split, classes, name);
    const { images, quarantined } = await listSplits(located, [split], classes);
    if (images.length === 0) throw noImages(located.base, split, quarantined);
    words.push(`${images.length.toLocaleString("en")} ${split === "test" ? "test" : "training"}`);
  }
  return `${name}: ${words.join(" and ")} images of ${classes.length} classes in ${located.base}`;
}

function noImages(base: string, split: string, bad: readonly Quarantined[]): CrlcError {
  const [first] = bad;
  return new CrlcError(
    "data",
    "NO_IMAGES",
    `Cannot use folder ${
      quoteName(base)
    }: its class folders must hold images of split "${split}", and there are none${
      first ? ` (${quoteName(first.path)} ${first.reason}${bad.length > 1 ? "; ..." : ""})` : ""
    }`,
    { hint: "JPEG files are expected, as ImageNet has them" },
  );
}
