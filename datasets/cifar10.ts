import { join } from "node:path";
import * as v from "valibot";
import { parseOptions } from "../core/options.ts";
import { importArchive } from "./archive/import_archive.ts";
import { findFiles } from "./cifar/files.ts";
import { countRecords, IMAGE_BYTES, readClassNames, readRecords } from "./cifar/records.ts";
import type { Archive, DatasetPlugin } from "./dataset.ts";
import { inMemory } from "./memory.ts";
import { checkSplit } from "./split.ts";

const schema = v.strictObject({});

const CLASSES = 10;
const FOLDER = "cifar-10-batches-bin";
const NAMES = "batches.meta.txt";
const FILES: Readonly<Record<string, readonly string[]>> = {
  train: [1, 2, 3, 4, 5].map((i) => `data_batch_${i}.bin`),
  test: ["test_batch.bin"],
};
const RECORD_BYTES = 1 + IMAGE_BYTES;
/** Records in each official file; a smaller set of the same layout is read as well. */
const RECORDS = 10_000;

const archive: Archive = {
  file: "cifar-10-binary.tar.gz",
  urls: ["https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"],
  digest: {
    algorithm: "md5",
    hex: "c32a1d4ab5d03f1284b67883e8d87530",
    from: "the data set's page, https://www.cs.toronto.edu/~kriz/cifar.html",
  },
};

/** What the files of some splits hold, in the files' order. */
async function load(folder: string, splits: readonly string[]) {
  const parts: { file: string; records: number }[] = [];
  for (const file of splits.flatMap((split) => FILES[split])) {
    const { size } = await Deno.stat(join(folder, file));
    parts.push({ file, records: countRecords(size, RECORD_BYTES, RECORDS, file) });
  }
  const classes = readClassNames(await Deno.readTextFile(join(folder, NAMES)), CLASSES, NAMES);
  const total = parts.reduce((sum, part) => sum + part.records, 0);
  const pixels = new Uint8Array(total * IMAGE_BYTES);
  const labels = new Int32Array(total);
  let start = 0;
  for (const { file, records } of parts) {
    const bytes = await Deno.readFile(join(folder, file));
    // Once more, for a file that has changed since.
    const end = start + Math.min(records, countRecords(bytes.length, RECORD_BYTES, RECORDS, file));
    readRecords(
      bytes,
      CLASSES,
      file,
      pixels.subarray(start * IMAGE_BYTES, end * IMAGE_BYTES),
      labels.subarray(start, end),
    );
    start = end;
  }
  return { parts, pixels, labels, classes };
}

/** 60,000 photos of 32 x 32 pixels in ten classes, from the official binary archive. */
export const cifar10: DatasetPlugin<v.InferOutput<typeof schema>> = {
  name: "cifar10",
  about: "60,000 photos, 32x32 RGB, 10 classes; from the official binary archive",
  apiVersion: 1,
  licence: "none stated; for research",
  citation: "Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009",
  facts: {
    splits: { train: 50_000, test: 10_000, "train+test": 60_000 },
    classes: CLASSES,
    shape: [32, 32, 3],
  },
  archives: [archive],
  options: (raw) => parseOptions(schema, raw, 'options of data set "cifar10"'),

  async open({ root, split }) {
    checkSplit(split, ["train", "test", "train+test"], "cifar10");
    const splits = split.split("+");
    const files = [...splits.flatMap((s) => FILES[s]), NAMES];
    const folder = await findFiles(root, FOLDER, files, "cifar10");
    const { parts, pixels, labels, classes } = await load(folder, splits);
    return inMemory({
      shape: [32, 32, 3],
      pixels,
      labels,
      classes,
      name(index) {
        let place = index;
        for (const { file, records } of parts) {
          if (place < records) return `${file}#${place}`;
          place -= records;
        }
        throw new RangeError(`Cannot name image ${index}`);
      },
    });
  },

  unpack(path, root, { unverified } = {}) {
    const files = [...FILES.train, ...FILES.test, NAMES];
    return importArchive({
      archive: path,
      root,
      folder: FOLDER,
      files,
      official: archive,
      unverified,
      // 184.4 MB officially, in nine members.
      limits: { bytes: 200_000_000, entries: 100 },
      async check(folder) {
        const { parts } = await load(folder, ["train", "test"]);
        const count = (names: readonly string[]) =>
          parts.filter(({ file }) => names.includes(file))
            .reduce((sum, { records }) => sum + records, 0).toLocaleString("en");
        return `cifar10: ${count(FILES.train)} training and ${count(FILES.test)} test images`;
      },
    });
  },
};
