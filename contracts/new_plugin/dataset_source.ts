/** A data set to begin with, drawn by the computer, and a recipe for it. */
export function datasetSource(name: string): string {
  return `/**
 * A data set: squares of three colours on a dark ground, and a recipe that learns them in seconds.
 * Put images of your own in their place.
 *
 * The contract is DatasetPlugin of "@crlc/crlc/datasets"; docs/plugins.md of crlc explains it.
 */
import { Stream } from "@crlc/crlc";
import { checkSplit, defineDataset, inMemory } from "@crlc/crlc/datasets";
import * as v from "valibot";

const NAME = "${name}";
const COLOURS = [[230, 60, 50], [60, 190, 80], [60, 90, 230]];
/** Height and width of an image. */
const SIDE = 8;

/** Draws one image: a square somewhere, a little lighter or darker. */
function draw(index: number, into: Uint8Array): void {
  const random = new Stream(0, "sample", index);
  const left = Math.floor(random.uniform(0, 4)), top = Math.floor(random.uniform(0, 4));
  const light = random.uniform(0.6, 1);
  for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
    const x = pixel % SIDE - left, y = Math.floor(pixel / SIDE) - top;
    const inside = x >= 0 && x < 5 && y >= 0 && y < 5;
    for (let channel = 0; channel < 3; channel++) {
      const colour = inside ? light * COLOURS[index % 3][channel] : 10;
      into[3 * pixel + channel] = colour + 20 * random.uniform();
    }
  }
}

const dataset = defineDataset({
  name: NAME,
  about: "squares of three colours, drawn",
  apiVersion: 1,
  licence: "of the images",
  citation: "whom to cite",
  facts: { splits: { train: undefined }, classes: COLOURS.length, shape: [SIDE, SIDE, 3] },
  /** What crlc datasets fetch downloads; none is needed here. */
  archives: [],
  /** What --set changes: a schema of valibot with a default each. */
  options: { count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(6)), 240) },
  async open({ split, options: { count } }) {
    checkSplit(split, ["train"], NAME);
    const size = SIDE * SIDE * 3, pixels = new Uint8Array(count * size);
    for (let i = 0; i < count; i++) draw(i, pixels.subarray(i * size, (i + 1) * size));
    return await Promise.resolve(inMemory({
      shape: [SIDE, SIDE, 3],
      pixels,
      name: (index) => \`square \${index}\`,
      // Only scoring asks for them; a set without classes leaves both out.
      labels: Int32Array.from({ length: count }, (_, i) => i % COLOURS.length),
      classes: ["red", "green", "blue"],
    }));
  },
});

/** Trained by: crlc train NAME --plugin this file. */
const recipe = {
  about: "squares of three colours, learned in seconds",
  strategy: "crlc",
  dataset: { name: NAME },
  clusters: COLOURS.length,
  input: {
    size: [SIDE, SIDE],
    augment: { simclr: [{ step: "affine", scale: [0.8, 1], flip: 0.5 }] },
  },
  options: {
    backbone: { widths: [8, 16], blocks: [1, 1], stem: "cifar" },
    subHeads: 3,
    epochs: 10,
    batchSize: 48,
    batching: "drop",
    optimiser: { kind: "sgd", learningRate: 0.1, momentum: 0.9, weightDecay: 5e-4 },
    schedule: { kind: "constant" },
  },
};

export default { datasets: [dataset], recipes: { [NAME]: recipe } };
`;
}

/** Its test: the contract suite. */
export function datasetTest(_name: string, file: string): string {
  return `import { datasetChecks } from "@crlc/crlc/contracts";
import module from "./${file}.ts";

const [plugin] = module.datasets;
const given = {
  plugin,
  ...{ root: "no folder of files", raw: { count: 12 }, splits: { train: 12 }, labelled: true },
};
for (const check of datasetChecks(() => Promise.resolve(given))) {
  Deno.test(check.name, check.run);
}
`;
}
