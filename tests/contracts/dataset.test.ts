import { digits } from "../../datasets/digits.ts";
import { shapes } from "../../datasets/shapes.ts";
import { testDataset } from "./dataset.ts";

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
