import { deepStrictEqual } from "node:assert/strict";
import { join } from "node:path";
import { nameClusters } from "../../../results/names/names.ts";
import { evaluate } from "../../../results/scores/evaluate.ts";
import { tree } from "../../datasets/folder/tree.ts";
import { encode, flat } from "../../datasets/images/encode.ts";
import { inFolder, listen, PLUGINS, trainBlobs } from "../../run/training.ts";

/** Flat pictures, one shade each. */
const pictures = (folder: string, count: number, red: number) =>
  Object.fromEntries(
    Array.from(
      { length: count },
      (_, i) => [`${folder}/${i}.png`, encode("png", 9, 9, flat(red, 9 * i, 9))],
    ),
  );

const photos = () =>
  tree({
    ...pictures("train/cat", 4, 230),
    ...pictures("train/dog", 4, 20),
    ...pictures("test/cat", 2, 200),
    ...pictures("test/dog", 1, 40),
  });
const set = ["dataset.options.size=8", "input.size=[8,8]"];

Deno.test("a run on a folder of train and test learns from one and is scored on both", () =>
  inFolder(async (run) => {
    await using folder = await photos();
    await trainBlobs({ run, target: folder.path, overrides: { epochs: 1, set } });
    const environment = { dataFolder: run, backend: "wasm", threads: 1, plugins: [PLUGINS.blobs] };
    const { scores } = await evaluate({ run, environment, baseline: false }, listen());
    deepStrictEqual(scores.map(({ split, samples }) => [split, samples]), [
      ["test", 3],
      ["train", 8],
      ["train+test", 11],
    ]);
  }));

Deno.test("moved images count in every split that holds them", () =>
  inFolder(async (run) => {
    await using folder = await photos();
    const overrides = { epochs: 1, split: "train+test", set };
    await trainBlobs({ run, target: folder.path, overrides });
    const environment = { dataFolder: run, backend: "wasm", threads: 1, plugins: [PLUGINS.blobs] };
    const rows = (await Deno.readTextFile(join(run, "assignments.csv"))).trim().split("\n").slice(
      1,
    );
    const move = ["train/cat/0.png", "test/cat/1.png"].map((image) => {
      const cluster = rows.find((row) => row.startsWith(`${image},`))!.split(",")[1];
      return `${image}=${cluster === "0" ? "1" : "0"}`;
    });
    const changes = { set: [], merge: [], split: [], move };
    await nameClusters({ run, environment, ...changes }, listen());
    const asked = { run, environment, baseline: false, corrected: true };
    const { scores } = await evaluate(asked, listen());
    deepStrictEqual(scores.map(({ split, corrected }) => [split, corrected!.moved]), [
      ["test", 1],
      ["train+test", 2],
    ]);
  }));
