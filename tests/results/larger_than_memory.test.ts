import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import type { Environment } from "../../run/parts/environment.ts";
import { assignImages } from "../../results/assign.ts";
import { evaluate } from "../../results/scores/evaluate.ts";
import { findNeighbours } from "../../results/neighbours.ts";
import { reportRuns } from "../../results/report/report.ts";
import { train } from "../../run/train/train.ts";
import { verifyRun } from "../../results/verify.ts";
import { tree } from "../datasets/folder/tree.ts";
import { encode } from "../datasets/images/encode.ts";
import { inFolder, lastCheckpoint, listen } from "../run/training.ts";

/** Forty pictures, red in one class and blue in the other, none like another. */
const pictures = () =>
  tree(Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => {
      const bright = (x: number, y: number) => 100 + (x * i + y * 7) % 100;
      const picture = encode("png", 14, 12, (x, y) => {
        return i % 2 ? [bright(x, y), i, 20] : [20, i, bright(x, y)];
      });
      return [`${i % 2 ? "red" : "blue"}/${i}.png`, picture];
    }),
  ));

/** A recipe that takes a second. */
const recipeOf = (path: string) => ({
  about: "red and blue",
  strategy: "crlc",
  dataset: { name: "folder", options: { path, size: 8 } },
  input: { size: [8, 8], augment: { simclr: [{ step: "crop" }, { step: "flip" }] } },
  options: {
    backbone: { widths: [4], blocks: [1], stem: "cifar" },
    subHeads: 2,
    epochs: 2,
    batchSize: 20,
    batching: "drop",
    schedule: { kind: "constant" },
  },
});

Deno.test("a folder that is read from the disk trains, scores and shows as one in memory", () =>
  inFolder(async (folder) => {
    await using images = await pictures();
    const environment = (cache: Environment["cache"]): Environment => ({
      dataFolder: join(folder, "no-data"),
      cache,
      backend: "wasm",
      threads: 1,
      plugins: [],
    });
    const observer = listen();
    const recipe = join(folder, "recipe.json");
    await Deno.writeTextFile(recipe, JSON.stringify(recipeOf(images.path)));

    async function work(name: string, cache: Environment["cache"]) {
      const run = join(folder, name), at = environment(cache);
      await train(
        {
          target: recipe,
          overrides: { set: [] },
          environment: at,
          run,
          runsFolder: folder,
        },
        observer,
        new AbortController().signal,
      );
      const { run: _, ...evaluation } = await evaluate(
        { run, environment: at, baseline: true },
        observer,
      );
      const queries = ["0", join(images.path, "red/1.png")];
      const neighbours = await findNeighbours({ run, environment: at, queries, k: 3 }, observer);
      const { run: __, ...assigned } = await assignImages(
        { run, environment: at, paths: [images.path] },
        observer,
      );
      const page = await reportRuns(
        { runs: [run], environment: at, map: "pca", images: 30 },
        observer,
      );
      strictEqual((await verifyRun(run, at)).ok, true);
      return {
        evaluation,
        neighbours,
        assigned,
        shown: page.images,
        weights: await lastCheckpoint(run),
        table: await Deno.readTextFile(join(run, "assignments.csv")),
      };
    }

    const held = await work("held", undefined);
    const read = await work("read", { folder: join(folder, "cache"), limit: 1e9, memory: 0 });
    deepStrictEqual(read, held);
    deepStrictEqual(observer.warnings, []);
  }));
