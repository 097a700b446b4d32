import type { DatasetPlugin } from "../dataset.ts";
import { defineDataset } from "../define_dataset.ts";
import { findFiles } from "../archive/find_files.ts";
import { inMemory } from "../memory.ts";
import { nameInParts } from "../archive/name_in_parts.ts";
import { checkSplit } from "../check_split.ts";
import { FILES, NAMES } from "./files.ts";
import { readSplit } from "./read_split.ts";
import { FOLDER, importFiles } from "./import_files.ts";

const SPLITS = { train: 60_000, test: 10_000, "train+test": 70_000 };

const filesOf = (split: string) => [FILES[split].images, FILES[split].labels];

/** What tells one data set in MNIST's form from another. */
export interface IdxLayout extends Pick<DatasetPlugin, "name" | "about" | "licence" | "citation"> {
  readonly classes: readonly string[];
  /** Where the official files lie, without their names; the first address first. */
  readonly addresses: readonly string[];
  /** MD5 of each official file, by name. */
  readonly md5: Readonly<Record<string, string>>;
  /** Who states them. */
  readonly from: string;
}

/** A data set of 70,000 grey images of 28 x 28 pixels in four IDX files, as MNIST came. */
export function idxDataset(layout: IdxLayout): DatasetPlugin {
  const { name, about, licence, citation, classes, addresses, md5, from } = layout;
  const archives = NAMES.map((file) => ({
    file,
    urls: addresses.map((address) => `${address}${file}`),
    digest: { algorithm: "md5" as const, hex: md5[file], from },
  }));

  /** Every split whose files are there. */
  async function describe(folder: string): Promise<string> {
    const found: string[] = [];
    for (const [split, word] of [["train", "training"], ["test", "test"]]) {
      const there = await Deno.stat(`${folder}/${FILES[split].images}`).catch(() => undefined);
      if (!there) continue;
      const { labels } = await readSplit(folder, split);
      found.push(`${labels.length.toLocaleString("en")} ${word}`);
    }
    return `${name}: ${found.join(" and ")} images`;
  }

  return defineDataset({
    name,
    about,
    apiVersion: 1,
    licence,
    citation,
    facts: { splits: SPLITS, classes: 10, shape: [28, 28, 1] },
    archives,
    options: {},

    async open({ root, split }) {
      checkSplit(split, Object.keys(SPLITS), name);
      const splits = split.split("+");
      const folder = await findFiles(root, FOLDER, splits.flatMap(filesOf), name);
      const parts = await Promise.all(splits.map((s) => readSplit(folder, s)));
      return inMemory({
        shape: [28, 28, 1],
        pixels: join(Uint8Array, parts.map(({ pixels }) => pixels)),
        labels: join(Int32Array, parts.map(({ labels }) => labels)),
        classes,
        name: nameInParts(parts.map(({ labels: { length } }, i) => ({ file: splits[i], length }))),
      });
    },

    import: (paths, root, options) =>
      importFiles(paths, root, { ...options, archives, check: describe }),

    async check(root) {
      const folder = (split: string) => findFiles(root, FOLDER, filesOf(split), name);
      return await describe(await folder("test").catch(() => folder("train")));
    },
  });
}

/** Arrays one after the other. */
function join<Numbers extends Uint8Array | Int32Array>(
  make: { new (length: number): Numbers },
  parts: readonly Numbers[],
): Numbers {
  if (parts.length === 1) return parts[0];
  const whole = new make(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
