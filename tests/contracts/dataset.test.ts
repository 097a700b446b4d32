import example from "../../examples/plugins/coloured_blobs.ts";
import { cifar10 } from "../../datasets/cifar/cifar10.ts";
import { cifar20 } from "../../datasets/cifar/cifar100.ts";
import { digits } from "../../datasets/digits/digits.ts";
import { features } from "../../datasets/features/features.ts";
import { folder } from "../../datasets/folder/folder.ts";
import { imagenet10 } from "../../datasets/imagenet/subsets.ts";
import { readClasses } from "../../datasets/imagenet/classes.ts";
import { mnist } from "../../datasets/mnist/mnist.ts";
import { shapes } from "../../datasets/shapes/shapes.ts";
import { stl10 } from "../../datasets/stl10/stl10.ts";
import { hundred } from "../datasets/cifar/hundred.ts";
import { writeLayout } from "../datasets/cifar/layout.ts";
import { tree } from "../datasets/folder/tree.ts";
import { encode } from "../datasets/images/encode.ts";
import { idxFiles } from "../datasets/mnist/idx_files.ts";
import { writeStl } from "../datasets/stl10/layout.ts";
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

testDataset("cifar20", async () => {
  const folder = await tree(
    Object.fromEntries(
      Object.entries(hundred(6, 4)).map(([name, data]) => [`cifar-100-binary/${name}`, data]),
    ),
  );
  return {
    plugin: cifar20,
    root: folder.path,
    splits: { train: 6, test: 4, "train+test": 10 },
    labelled: true,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
});

for (const labelled of [true, false]) {
  testDataset(labelled ? "stl10" : "stl10 without labels", async () => {
    const folder = await temporaryFolder();
    await writeStl(folder.path);
    const splits: Record<string, number> = labelled
      ? { train: 4, test: 3, "train+test": 7 }
      : { unlabeled: 5, "train+unlabeled": 9 };
    return {
      plugin: stl10,
      root: folder.path,
      splits,
      labelled,
      [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
    };
  });
}

testDataset("mnist", async () => {
  const folder = await tree(await idxFiles());
  return {
    plugin: mnist,
    root: folder.path,
    splits: { train: 12, test: 5, "train+test": 17 },
    labelled: true,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
});

testDataset("imagenet10", async () => {
  const classes = await readClasses("imagenet10");
  const files = classes.flatMap(({ wnid }, label) =>
    ["train/", "val/"].map((
      split,
    ) => [`${split}${wnid}/0.JPEG`, encode("png", 9, 9, (x, y) => [x * 20, y * 20, label * 20])])
  );
  const images = await tree(Object.fromEntries(files));
  return {
    plugin: imagenet10,
    root: "",
    raw: { path: images.path, size: 8 },
    splits: { train: 10, test: 10, "train+test": 20 },
    labelled: true,
    [Symbol.asyncDispose]: () => images[Symbol.asyncDispose](),
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

testDataset("features", async () => {
  const rows = Array.from({ length: 5 }, (_, i) => `${i}.png,${i % 2},${i + 1},2,${9 - i}\n`);
  const folder = await tree({ "f.csv": `name,label,a,b,c\n${rows.join("")}` });
  return {
    plugin: features,
    root: "",
    raw: { path: `${folder.path}/f.csv` },
    splits: { train: 5 },
    labelled: true,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
});

testDataset("blobs, an example", () =>
  Promise.resolve({
    plugin: example.datasets[0],
    root: "",
    raw: { count: 12 },
    splits: { train: 12 },
    labelled: true,
  }));
