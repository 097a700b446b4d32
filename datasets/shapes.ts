import * as v from "valibot";
import { parseOptions } from "../core/options.ts";
import type { DatasetPlugin } from "./dataset.ts";
import { inMemory } from "./memory.ts";
import { EIGHT, FIGURES, SIX } from "./shapes/figures.ts";
import { paint, SIDE } from "./shapes/paint.ts";
import { checkSplit } from "./split.ts";

const schema = v.strictObject({
  /** 6, or 8 with square and star, which are easily taken for disk and triangle. */
  classes: v.optional(v.picklist([6, 8]), 6),
  /** Images in a split. */
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)), 4000),
  /** Another seed, other images. */
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0x7fffffff)), 1),
});

/** Added to the seed for the split `test`: beyond every seed that a split `train` can have. */
const TEST = 0x80000000;

/**
 * Coloured figures on a dark ground, made by computation: 32 x 32, RGB, six or eight classes.
 *
 * The split `test` is the same generator with the seed 2^31 higher, so its images are in no split
 * `train`.
 */
export const shapes: DatasetPlugin<v.InferOutput<typeof schema>> = {
  name: "shapes",
  about: "coloured figures, 32x32 RGB, 6 or 8 classes; computed, nothing to download",
  apiVersion: 1,
  licence: "MIT",
  citation: "made by crlc",
  facts: {
    splits: { train: 4000, test: 4000, "train+test": 8000 },
    classes: 6,
    shape: [SIDE, SIDE, 3],
  },
  archives: [],
  options: (raw) => parseOptions(schema, raw, 'options of data set "shapes"'),
  // deno-lint-ignore require-await
  async open({ split, options: { classes, count, seed } }) {
    checkSplit(split, Object.keys(shapes.facts.splits), "shapes");
    const parts = split.split("+");
    const figures = classes === 6 ? SIX : EIGHT;
    const size = SIDE * SIDE * 3, length = parts.length * count;
    const pixels = new Uint8Array(length * size);
    for (let i = 0; i < length; i++) {
      const imageSeed = parts[Math.floor(i / count)] === "test" ? seed + TEST : seed;
      const place = pixels.subarray(i * size, (i + 1) * size);
      paint(FIGURES[figures[i % count % classes]], imageSeed, i % count, place);
    }
    return inMemory({
      shape: [SIDE, SIDE, 3],
      pixels,
      labels: Int32Array.from({ length }, (_, i) => i % count % classes),
      classes: figures,
      name: (index) => `shapes-${parts[Math.floor(index / count)]}#${index % count}`,
    });
  },
};
