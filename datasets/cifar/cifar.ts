import { join } from "node:path";
import { importArchive } from "../archive/import_archive.ts";
import { readClassNames } from "../archive/read_class_names.ts";
import type { Archive, DatasetPlugin } from "../dataset.ts";
import { defineDataset } from "../define_dataset.ts";
import { findFiles } from "../archive/find_files.ts";
import { inMemory } from "../memory.ts";
import { nameInParts, type Part } from "../archive/name_in_parts.ts";
import { checkSplit } from "../check_split.ts";
import {
  countRecords,
  IMAGE_BYTES,
  readRecords,
  recordBytes,
  type RecordLabels,
} from "./records.ts";

/** What tells one CIFAR from another. */
export interface CifarLayout extends
  Pick<
    DatasetPlugin,
    "name" | "about" | "licence" | "citation" | "sharesWith"
  > {
  readonly archive: Archive;
  /** Folder within the archive. */
  readonly folder: string;
  readonly train: readonly string[];
  readonly test: readonly string[];
  /** File of class names for each label of a record. */
  readonly names: readonly string[];
  readonly labels: RecordLabels;
  /** Images in the official splits. */
  readonly counts: readonly [train: number, test: number];
  /** Most bytes of the unpacked archive. */
  readonly bytes: number;
}

/** A CIFAR data set: photos of 32 x 32 pixels from the official binary archive. */
export function cifar(layout: CifarLayout): DatasetPlugin {
  const { name, about, licence, citation, sharesWith, archive, folder, labels, names } = layout;
  const files: Readonly<Record<string, readonly string[]>> = {
    train: layout.train,
    test: layout.test,
  };
  const [train, test] = layout.counts;
  const splits = { train, test, "train+test": train + test };
  const classes = labels.bounds[labels.use];

  /** What the files of some splits hold, in the files' order. */
  async function load(place: string, wanted: readonly string[]) {
    const bytes = recordBytes(labels);
    const parts: (Part & { most: number })[] = [];
    for (const split of wanted) {
      const most = layout.counts[split === "train" ? 0 : 1] / files[split].length;
      for (const file of files[split]) {
        const { size } = await Deno.stat(join(place, file));
        parts.push({ file, length: countRecords(size, bytes, most, file), most });
      }
    }
    const read = async (i: number) =>
      readClassNames(await Deno.readTextFile(join(place, names[i])), labels.bounds[i], names[i]);
    const all = await Promise.all(names.map((_, i) => read(i)));
    const total = parts.reduce((sum, part) => sum + part.length, 0);
    const pixels = new Uint8Array(total * IMAGE_BYTES);
    const classLabels = new Int32Array(total);
    let start = 0;
    for (const { file, length, most } of parts) {
      const content = await Deno.readFile(join(place, file));
      // Once more, for a file that has changed since.
      const end = start + Math.min(length, countRecords(content.length, bytes, most, file));
      readRecords(
        content,
        labels,
        file,
        pixels.subarray(start * IMAGE_BYTES, end * IMAGE_BYTES),
        classLabels.subarray(start, end),
      );
      start = end;
    }
    return { parts, pixels, labels: classLabels, classes: all[labels.use] };
  }

  async function describe(place: string): Promise<string> {
    const { parts } = await load(place, ["train", "test"]);
    const count = (wanted: readonly string[]) =>
      parts.filter(({ file }) => wanted.includes(file))
        .reduce((sum, { length }) => sum + length, 0).toLocaleString("en");
    return `${name}: ${count(files.train)} training and ${count(files.test)} test images`;
  }

  const every = [...files.train, ...files.test, ...names];
  return defineDataset({
    name,
    about,
    apiVersion: 1,
    licence,
    citation,
    sharesWith,
    facts: { splits, classes, shape: [32, 32, 3] },
    archives: [archive],
    options: {},

    async open({ root, split }) {
      checkSplit(split, Object.keys(splits), name);
      const wanted = split.split("+");
      const needed = [...wanted.flatMap((s) => files[s]), ...names];
      const { parts, ...images } = await load(
        await findFiles(root, folder, needed, name),
        wanted,
      );
      return inMemory({
        shape: [32, 32, 3],
        ...images,
        name: nameInParts(parts),
      });
    },

    import: (paths, root, options) =>
      importArchive({
        ...options,
        paths,
        root,
        folder,
        files: every,
        official: archive,
        limits: { bytes: layout.bytes, entries: 100 },
        check: describe,
      }),

    check: async (root) => await describe(await findFiles(root, folder, every, name)),
  });
}
