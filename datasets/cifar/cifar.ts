import { join } from "node:path";
import { damagedFile } from "../archive/damaged_file.ts";
import { importArchive } from "../archive/import_archive.ts";
import { readClassNames } from "../archive/read_class_names.ts";
import type { Archive, DatasetPlugin } from "../dataset.ts";
import { defineDataset } from "../define_dataset.ts";
import { findFiles } from "../archive/find_files.ts";
import { inMemory } from "../memory.ts";
import { readBlock } from "../cache/read_block.ts";
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
  const [train, test] = layout.counts;
  const splits = { train, test, "train+test": train + test };
  const every = [...layout.train, ...layout.test, ...names];
  return defineDataset({
    name,
    about,
    apiVersion: 1,
    licence,
    citation,
    sharesWith,
    facts: { splits, classes: labels.bounds[labels.use], shape: [32, 32, 3] },
    archives: [archive],
    options: {},

    async open({ root, split }) {
      checkSplit(split, Object.keys(splits), name);
      const wanted = split.split("+") as Split[];
      const needed = [...wanted.flatMap((s) => layout[s]), ...names];
      const place = await findFiles(root, folder, needed, name);
      const { parts, ...images } = await load(layout, place, wanted);
      return inMemory({ shape: [32, 32, 3], ...images, name: nameInParts(parts) });
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
        check: (place) => describe(layout, place),
      }),

    check: async (root) => await describe(layout, await findFiles(root, folder, every, name)),
  });
}

type Split = "train" | "test";

/** A file of images, and the most records that it may hold. */
type ImageFile = Part & { readonly most: number };

/** What the files of some splits hold, in the files' order. */
async function load(layout: CifarLayout, place: string, wanted: readonly Split[]) {
  const { labels, names } = layout;
  const parts = await listFiles(layout, place, wanted);
  const read = async (i: number) =>
    readClassNames(await Deno.readTextFile(join(place, names[i])), labels.bounds[i], names[i]);
  const classNames = await Promise.all(names.map((_, i) => read(i)));
  const images = await readImages(parts, place, labels);
  return { parts, ...images, classes: classNames[labels.use] };
}

async function listFiles(
  layout: CifarLayout,
  place: string,
  wanted: readonly Split[],
): Promise<ImageFile[]> {
  const bytes = recordBytes(layout.labels), parts: ImageFile[] = [];
  for (const split of wanted) {
    const most = layout.counts[split === "train" ? 0 : 1] / layout[split].length;
    for (const file of layout[split]) {
      const { size } = await Deno.stat(join(place, file));
      parts.push({ file, length: countRecords(size, bytes, most, file), most });
    }
  }
  return parts;
}

/** Records that are read at a time, so that no file is in memory whole beside its pixels. */
const BLOCK = 500;

async function readImages(parts: readonly ImageFile[], place: string, recordLabels: RecordLabels) {
  const bytes = recordBytes(recordLabels), block = new Uint8Array(BLOCK * bytes);
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const pixels = new Uint8Array(total * IMAGE_BYTES);
  const labels = new Int32Array(total);
  let start = 0;
  for (const { file: what, length, most } of parts) {
    using file = await Deno.open(join(place, what));
    // Once more, for a file that has changed since.
    if (countRecords((await file.stat()).size, bytes, most, what) !== length) {
      throw damagedFile(what, "it must stay as it is while it is read, and has changed");
    }
    for (let first = 0; first < length; first += BLOCK) {
      const count = Math.min(BLOCK, length - first), records = block.subarray(0, count * bytes);
      await readBlock(file, first * bytes, records);
      const begin = start + first, end = begin + count;
      readRecords(
        records,
        recordLabels,
        what,
        pixels.subarray(begin * IMAGE_BYTES, end * IMAGE_BYTES),
        labels.subarray(begin, end),
        first,
      );
    }
    start += length;
  }
  return { pixels, labels };
}

async function describe(layout: CifarLayout, place: string): Promise<string> {
  const { parts } = await load(layout, place, ["train", "test"]);
  const count = (wanted: readonly string[]) =>
    parts.filter(({ file }) => wanted.includes(file))
      .reduce((sum, { length }) => sum + length, 0).toLocaleString("en");
  return `${layout.name}: ${count(layout.train)} training and ${count(layout.test)} test images`;
}
