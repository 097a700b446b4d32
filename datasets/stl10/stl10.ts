import { join } from "node:path";
import { importArchive } from "../archive/import_archive.ts";
import { readClassNames } from "../archive/read_class_names.ts";
import type { Archive, DatasetPlugin } from "../dataset.ts";
import { defineDataset } from "../define_dataset.ts";
import { findFiles } from "../archive/find_files.ts";
import { fromSource } from "../image_source.ts";
import { nameInParts } from "../archive/name_in_parts.ts";
import { checkSplit } from "../check_split.ts";
import { findPart, PARTS } from "./files.ts";
import { openParts } from "./source.ts";

const FOLDER = "stl10_binary";
const NAMES = "class_names.txt";
const SPLITS = {
  train: 5_000,
  test: 8_000,
  "train+test": 13_000,
  unlabeled: 100_000,
  "train+unlabeled": 105_000,
};

const archive: Archive = {
  file: "stl10_binary.tar.gz",
  urls: [
    "https://ai.stanford.edu/~acoates/stl10/stl10_binary.tar.gz",
    "https://cs.stanford.edu/~acoates/stl10/stl10_binary.tar.gz",
  ],
  bytes: 2_640_397_119,
  digest: {
    algorithm: "md5",
    hex: "91f7769df0f17e558f3565bffb0c7dfb",
    from: "torchvision's datasets/stl10.py; the makers state none",
  },
};

const filesOf = (splits: readonly string[]) =>
  splits.flatMap((split) => [PARTS[split].images, PARTS[split].labels ?? []].flat());

const EVERY = [...filesOf(["train", "test", "unlabeled"]), NAMES];

/**
 * 113,000 photos of 96 x 96 pixels, from the official binary archive: 13,000 in ten classes, and
 * 100,000 without labels as a split of their own. Where unlabelled images are among them, nothing
 * is said of the labels.
 */
export const stl10: DatasetPlugin = defineDataset({
  name: "stl10",
  about: "13,000 photos, 96x96 RGB, 10 classes, and 100,000 without labels; official archive",
  apiVersion: 1,
  licence: "none stated; images from ImageNet, for research",
  citation: "Coates, Lee and Ng, An Analysis of Single-Layer Networks in Unsupervised Feature " +
    "Learning, AISTATS 2011",
  facts: { splits: SPLITS, classes: 10, shape: [96, 96, 3] },
  archives: [archive],
  options: {},

  async open({ root, split }) {
    checkSplit(split, Object.keys(SPLITS), "stl10");
    const splits = split.split("+");
    const folder = await findFiles(root, FOLDER, [...filesOf(splits), NAMES], "stl10");
    const classes = readClassNames(await Deno.readTextFile(join(folder, NAMES)), 10, NAMES);
    const parts = await Promise.all(splits.map((name) => findPart(folder, PARTS[name])));
    const known = parts.flatMap(({ labels }) => labels ?? []);
    const source = await openParts(parts);
    const labels = new Int32Array(source.length);
    let at = 0;
    for (const part of known) {
      labels.set(part, at);
      at += part.length;
    }
    return fromSource(source, {
      classes,
      labels: known.length === parts.length ? labels : undefined,
      name: nameInParts(parts),
    });
  },

  import: (paths, root, options) =>
    importArchive({
      ...options,
      paths,
      root,
      folder: FOLDER,
      files: EVERY,
      optional: ["fold_indices.txt"],
      official: archive,
      // 3.12 GB officially, in eight members.
      limits: { bytes: 3_200_000_000, entries: 100 },
      check: describe,
    }),

  check: async (root) => await describe(await findFiles(root, FOLDER, EVERY, "stl10")),
});

export default { datasets: [stl10] };

async function describe(folder: string): Promise<string> {
  readClassNames(await Deno.readTextFile(join(folder, NAMES)), 10, NAMES);
  const count = async (split: string) =>
    (await findPart(folder, PARTS[split])).length.toLocaleString("en");
  return `stl10: ${await count("train")} training, ${await count("test")} test and ${await count(
    "unlabeled",
  )} unlabelled images`;
}
