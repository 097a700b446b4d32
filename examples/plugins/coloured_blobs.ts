/**
 * A data set of one's own in one file: blurred discs of a few colours, each colour a class; and a
 * recipe for it.
 *
 * Run: `deno task crlc train blobs --plugin examples/plugins/coloured_blobs.ts`
 */
import { Stream } from "@crlc/crlc";
import { checkSplit, defineDataset, inMemory } from "@crlc/crlc/datasets";
import * as v from "valibot";

const COLOURS = [[230, 60, 50], [60, 190, 80], [60, 90, 230], [220, 200, 60]];
const SIDE = 8;

/** One disc somewhere near the middle of a dark image. */
function draw(index: number, into: Uint8Array): void {
  const random = new Stream(0, "sample", index);
  const colour = COLOURS[index % COLOURS.length];
  const [x, y] = [random.uniform(2.5, 5.5), random.uniform(2.5, 5.5)];
  const light = random.uniform(0.7, 1);
  for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
    const distance = Math.hypot(pixel % SIDE + 0.5 - x, Math.floor(pixel / SIDE) + 0.5 - y);
    const cover = light / (1 + Math.exp(3 * (distance - 2.5)));
    for (let channel = 0; channel < 3; channel++) {
      into[3 * pixel + channel] = cover * colour[channel] + 20 * random.uniform();
    }
  }
}

const blobs = defineDataset({
  name: "blobs",
  about: "discs of four colours, drawn",
  apiVersion: 1,
  licence: "MIT",
  citation: "none: drawn by crlc",
  facts: { splits: { train: undefined }, classes: COLOURS.length, shape: [SIDE, SIDE, 3] },
  archives: [],
  options: {
    /** Images. */
    count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(4, "4 or more")), 256),
  },
  async open({ split, options: { count } }) {
    checkSplit(split, ["train"], "blobs");
    const size = SIDE * SIDE * 3, pixels = new Uint8Array(count * size);
    for (let i = 0; i < count; i++) draw(i, pixels.subarray(i * size, (i + 1) * size));
    return await Promise.resolve(inMemory({
      shape: [SIDE, SIDE, 3],
      pixels,
      name: (index) => `blob ${index}`,
      labels: Int32Array.from({ length: count }, (_, i) => i % COLOURS.length),
      classes: ["red", "green", "blue", "yellow"],
    }));
  },
});

/** A recipe that learns them in seconds. */
const recipe = {
  about: "discs of four colours, learned in seconds",
  strategy: "crlc",
  dataset: { name: "blobs" },
  clusters: COLOURS.length,
  input: {
    size: [SIDE, SIDE],
    augment: {
      simclr: [{ step: "affine", scale: [0.7, 1], flip: 0.5 }, {
        step: "tone",
        contrast: 0.2,
        brightness: 0.05,
      }],
    },
  },
  options: {
    backbone: { widths: [8, 16], blocks: [1, 1], stem: "cifar" },
    subHeads: 3,
    epochs: 20,
    batchSize: 64,
    batching: "drop",
    optimiser: { kind: "sgd", learningRate: 0.1, momentum: 0.9, weightDecay: 5e-4 },
    schedule: { kind: "constant" },
  },
};

export default { datasets: [blobs], recipes: { blobs: recipe } };
