import { cifar10 } from "../../datasets/cifar10.ts";
import { digits } from "../../datasets/digits.ts";
import { shapes } from "../../datasets/shapes.ts";
import { writeLayout } from "../datasets/cifar/layout.ts";
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
      splits: { train: 20, test: 20 },
      labelled: true,
    }));
}
