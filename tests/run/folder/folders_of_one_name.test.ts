import { match, rejects } from "node:assert/strict";
import { join } from "node:path";
import type { CrlcError } from "../../../core/errors.ts";
import { chooseClusters } from "../../../results/choose_clusters/choose_clusters.ts";
import { train } from "../../../run/train/train.ts";
import { tree } from "../../datasets/folder/tree.ts";
import { encode, flat } from "../../datasets/images/encode.ts";
import { inFolder, listen } from "../training.ts";

const images = (folder: string, red: number) =>
  Object.fromEntries(
    Array.from(
      { length: 8 },
      (_, i) => [`${folder}/photos/${i}.png`, encode("png", 9, 9, flat(red, 20 * i, 9))],
    ),
  );

Deno.test("runs of two folders of one name: the second is told which folder differs, and a name that works", () =>
  inFolder(async (runs) => {
    await using both = await tree({ ...images("a", 250), ...images("b", 9) });
    const request = (folder: string, run?: string) => ({
      target: join(both.path, folder, "photos"),
      overrides: {
        ...{ clusters: 2, epochs: 1 },
        set: [
          ...["dataset.options.size=8", "input.size=[8,8]", "batchSize=8", "subHeads=2"],
          'backbone={"widths":[4],"blocks":[1]}',
        ],
      },
      environment: { dataFolder: runs, backend: "wasm", threads: 1, plugins: [] },
      run,
      runsFolder: runs,
    });
    const signal = new AbortController().signal;
    const { run } = await train(request("a"), listen(), signal);
    const name = join(runs, "b-crlc-photos-seed0");
    const refused = (error: CrlcError) => {
      match(
        error.message,
        /these keys differ: dataset\.options\.path \("[^"]*" there, "[^"]*" now\)$/,
      );
      match(error.hint!, /^that run is of another folder: .* --run /);
      return error.code === "RUN_OF_ANOTHER_RECIPE" && error.hint!.endsWith(`--run ${name}`);
    };
    await rejects(train(request("b"), listen(), signal), refused);
    const range = { low: 2, high: 2 };
    await rejects(chooseClusters(request("b", run), range, listen(), signal), refused);
    await train(request("b", name), listen(), signal);
  }));
