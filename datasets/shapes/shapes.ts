import * as v from "valibot";
import { count, whole } from "../../core/numbers.ts";
import type { DatasetPlugin } from "../dataset.ts";
import { defineDataset } from "../define_dataset.ts";
import { digestOf, fromSource, type ImageSource } from "../image_source.ts";
import { memorySource } from "../memory.ts";
import { EIGHT, FIGURES, SIX } from "./figures.ts";
import { paint, SIDE } from "./paint.ts";
import { checkSplit } from "../check_split.ts";

const fields = {
  /** 6, or 8 with square and star, which are easily taken for disk and triangle. */
  classes: v.optional(v.picklist([6, 8]), 6),
  /** Images in a split. */
  count: v.optional(count, 4000),
  /** Another seed, other images. */
  seed: v.optional(whole(0, 0x7fffffff), 1),
};

const schema = v.strictObject(fields);
type ShapesOptions = v.InferOutput<typeof schema>;

/** Added to the seed for the split `test`: beyond every seed that a split `train` can have. */
const TEST = 0x80000000;
const SHAPE = [SIDE, SIDE, 3] as const;
const BYTES = SIDE * SIDE * 3;
/** Images of up to so many bytes are held in memory. */
const IN_MEMORY = 2 ** 30;

/**
 * Coloured figures on a dark ground, made by computation: 32 x 32, RGB, six or eight classes.
 *
 * The split `test` is the same generator with the seed 2^31 higher, so its images are in no split
 * `train`.
 */
export const shapes: DatasetPlugin<ShapesOptions> = defineDataset({
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
  options: fields,
  // deno-lint-ignore require-await
  async open({ split, options }) {
    checkSplit(split, Object.keys(shapes.facts.splits), "shapes");
    const source = paintedSource(split, options);
    const parts = split.split("+"), { classes, count } = options;
    return fromSource(source, {
      labels: Int32Array.from({ length: source.length }, (_, i) => i % count % classes),
      classes: classes === 6 ? SIX : EIGHT,
      splitOf: (index) => parts[Math.floor(index / count)],
      name: (index) => `shapes-${parts[Math.floor(index / count)]}#${index % count}`,
    });
  },
});

export default { datasets: [shapes] };

/**
 * Images painted once, or, where they are too many to be held, whenever they are read; the digest is
 * then of what defines them, since painting a million takes minutes.
 */
function paintedSource(
  split: string,
  { classes, count, seed }: ShapesOptions,
): ImageSource {
  const parts = split.split("+"), length = parts.length * count;
  const figures = classes === 6 ? SIX : EIGHT;
  const paintInto = (i: number, into: Uint8Array) => {
    const imageSeed = parts[Math.floor(i / count)] === "test" ? seed + TEST : seed;
    paint(FIGURES[figures[i % count % classes]], imageSeed, i % count, into);
  };
  if (length * BYTES <= IN_MEMORY) {
    const pixels = new Uint8Array(length * BYTES);
    for (let i = 0; i < length; i++) paintInto(i, pixels.subarray(i * BYTES, (i + 1) * BYTES));
    return memorySource(SHAPE, pixels);
  }
  const definition = JSON.stringify({ split, classes, count, seed });
  return {
    length,
    shape: SHAPE,
    digest: digestOf(length, SHAPE).update(`crlc shapes 1 ${definition}\n`).digest("hex"),
    read(indices, into) {
      indices.forEach((index, i) => paintInto(index, into.subarray(i * BYTES, (i + 1) * BYTES)));
      return Promise.resolve();
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
