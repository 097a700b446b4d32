import { cifar10 } from "../../datasets/cifar10.ts";
import { digits } from "../../datasets/digits.ts";
import { folder } from "../../datasets/folder.ts";
import { shapes } from "../../datasets/shapes.ts";
import { writeLayout } from "../datasets/cifar/layout.ts";
import { tree } from "../datasets/folder/tree.ts";
import { encode } from "../datasets/images/encode.ts";
import { temporaryFolder } from "../datasets/temporary_folder.ts";
import { testDataset } from "./dataset.ts";

testDataset("cifar10", async () => {
  const folder = await temporaryFolder();
  await writeLayout(folder.path);
  return {
    plugin: cifar10,
    root: folder.path,
    splits: { train: 15, test: 3, "train+test": 18 },
    labelled: true,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
});

testDataset(
  "digits",
  () => Promise.resolve({ plugin: digits, root: "", splits: { train: 1797 }, labelled: true }),
);

for (const classes of [6, 8]) {
  testDataset(`shapes with ${classes} classes`, () =>
    Promise.resolve({
      plugin: shapes,
      root: "",
      raw: { classes, count: 20 },
      splits: { train: 20, test: 20, "train+test": 40 },
      labelled: true,
    }));
}

/** A folder of six images: in class folders or not, held in memory or read from the cache. */
function testFolder(name: string, classes: readonly [string, string], memory?: number) {
  testDataset(name, async () => {
    const image = (i: number) => encode("png", 12, 10, (x, y) => [x * 20, y * 25, i * 40]);
    const files = Array.from({ length: 6 }, (_, i) => [`${classes[i % 2]}${i}.png`, image(i)]);
    const images = await tree(Object.fromEntries(files)), kept = await temporaryFolder();
    return {
      plugin: folder,
      root: "",
      raw: { path: images.path, size: 8 },
      splits: { train: 6 },
      labelled: classes[0] !== "",
      cache: memory === undefined ? undefined : { folder: kept.path, limit: 1e6, memory },
      async [Symbol.asyncDispose]() {
        await images[Symbol.asyncDispose]();
        await kept[Symbol.asyncDispose]();
      },
    };
  });
}

testFolder("folder with classes", ["cats/", "dogs/"]);
testFolder("flat folder", ["", ""]);
testFolder("folder that is kept and held in memory", ["cats/", "dogs/"], 1e6);
testFolder("folder larger than memory", ["cats/", "dogs/"], 0);
