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

for (const classes of [["cats/", "dogs/"], ["", ""]]) {
  const labelled = classes[0] !== "";
  testDataset(labelled ? "folder with classes" : "flat folder", async () => {
    const image = (i: number) => encode("png", 12, 10, (x, y) => [x * 20, y * 25, i * 40]);
    const files = Array.from({ length: 6 }, (_, i) => [`${classes[i % 2]}${i}.png`, image(i)]);
    const images = await tree(Object.fromEntries(files));
    return {
      plugin: folder,
      root: "",
      raw: { path: images.path, size: 8 },
      splits: { train: 6 },
      labelled,
      [Symbol.asyncDispose]: () => images[Symbol.asyncDispose](),
    };
  });
}
