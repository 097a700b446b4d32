import { deepStrictEqual } from "node:assert/strict";
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

Deno.test("a run on a folder of train and test learns from one and is scored on both", () =>
  inFolder(async (run) => {
    await using folder = await tree({
      ...pictures("train/cat", 4, 230),
      ...pictures("train/dog", 4, 20),
      ...pictures("test/cat", 2, 200),
      ...pictures("test/dog", 1, 40),
    });
    const overrides = { epochs: 1, set: ["dataset.options.size=8", "input.size=[8,8]"] };
    await trainBlobs({ run, target: folder.path, overrides });
    const environment = { dataFolder: run, backend: "wasm", threads: 1, plugins: [PLUGINS.blobs] };
    const { scores } = await evaluate({ run, environment, baseline: false }, listen());
    deepStrictEqual(scores.map(({ split, samples }) => [split, samples]), [
      ["test", 3],
      ["train", 8],
      ["train+test", 11],
    ]);
  }));
