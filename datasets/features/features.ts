import { createHash } from "node:crypto";
import * as v from "valibot";
import { checkSplit } from "../check_split.ts";
import { defineDataset } from "../define_dataset.ts";
import { fromSource } from "../image_source.ts";
import { withFeatures } from "../with_features.ts";
import { drawRow } from "./draw_row.ts";
import { readFeatureFile } from "./read_features.ts";
import { badFeatures, type FeatureTable } from "./table.ts";

/** Height and width of what is drawn of a feature, at most. */
const MOST_SIDE = 32;

/** Features that somebody has computed, a row an image, as `crlc embed` or a program of one's own saves them. */
export const features = defineDataset({
  name: "features",
  about: "features of your own: a .npy, .safetensors, .csv or .parquet file with a row an image",
  apiVersion: 1,
  licence: "that of the file",
  citation: "none",
  facts: { splits: { train: undefined } },
  archives: [],
  options: { /** The file. */ path: v.string() },
  async open({ split, options: { path } }) {
    checkSplit(split, ["train"], "features");
    const table = await readFeatureFile(path);
    const { data, rows, dimensions } = table;
    const side = Math.min(MOST_SIDE, Math.ceil(Math.sqrt(dimensions)));
    const rowOf = (index: number) => data.subarray(index * dimensions, (index + 1) * dimensions);
    const digest = createHash("sha256").update(`crlc features ${rows} ${dimensions}\n`)
      .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)).digest("hex");
    const drawn = fromSource({
      ...{ length: rows, shape: [side, side, 1], digest },
      read(indices, into) {
        const size = side * side;
        indices.forEach((index, i) =>
          drawRow(rowOf(index), into.subarray(i * size, (i + 1) * size))
        );
        return Promise.resolve();
      },
      [Symbol.asyncDispose]: () => Promise.resolve(),
    }, { name: namesOf(path, table), ...classesOf(table) });
    return withFeatures(drawn, {
      dimensions,
      read(indices, into) {
        indices.forEach((index, i) => into.set(rowOf(index), i * dimensions));
        return Promise.resolve();
      },
    });
  },
});

/** What rows are called; numbers where nobody says. */
function namesOf(path: string, { names }: FeatureTable): (index: number) => string {
  if (!names) return (index) => `row ${index}`;
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) {
      throw badFeatures(path, `names of rows must differ, and "${name}" is twice`);
    }
    seen.add(name);
  }
  return (index) => names[index];
}

/** Classes by their names, numbers in the order of numbers; none where a row has none. */
function classesOf({ labels, rows, leftOut = [] }: FeatureTable) {
  const notes = leftOut.length === 0
    ? []
    : [`columns that are no names, classes or features are left out: ${leftOut.join(", ")}`];
  const remarks = { notes, warnings: [], passedOver: [] };
  if (!labels) return { remarks };
  if (labels.some((label) => label === "")) {
    const none = labels.filter((label) => label === "").length;
    const noClasses = `${none} of ${rows} rows have none`;
    const warnings = [`Classes are left out, since ${noClasses}`];
    return { remarks: { ...remarks, warnings, noClasses } };
  }
  const isNumber = labels.every((label) => /^-?\d+$/.test(label));
  const classes = [...new Set(labels)]
    .sort((a, b) => isNumber ? Number(a) - Number(b) : a < b ? -1 : 1);
  const place = new Map(classes.map((name, i) => [name, i]));
  return { remarks, classes, labels: Int32Array.from(labels, (label) => place.get(label)!) };
}

export default { datasets: [features] };
