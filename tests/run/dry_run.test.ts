import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { tf } from "../../backends/tf.ts";
import { dryRun } from "../../run/dry_run.ts";
import { inFolder, listen, PLUGINS } from "./training.ts";

Deno.test("a dry run tells steps and time of every stage, writes nothing and leaves no tensor", () =>
  inFolder(async (folder) => {
    const request = {
      target: "blobs",
      overrides: {
        strategy: "crlc-two-stage",
        set: [
          'backbone={"widths":[4],"blocks":[1]}',
          "dataset.options.count=24",
          "epochs=7",
          "batchSize=8",
          "pretrain.epochs=5",
          "pretrain.batchSize=12",
          'input.augment.strong=[{"step":"tone"}]',
        ],
      },
      place: { dataFolder: folder, backend: "cpu", plugins: [PLUGINS.blobs] },
    };
    await dryRun(request, listen());
    const before = tf.memory().numTensors;
    const { stages, steps, seconds, recipe, weights } = await dryRun(request, listen());
    strictEqual(tf.memory().numTensors, before);
    deepStrictEqual(stages.map(({ name, steps }) => [name, steps]), [
      ["pretrain", 10],
      ["neighbours", 1],
      ["cluster", 21],
    ]);
    strictEqual(stages[1].millisecondsPerStep, undefined);
    strictEqual(steps, 32);
    ok(seconds > 0 && weights > 0);
    strictEqual(recipe.options.neighbours, 50);
    deepStrictEqual(Array.from(Deno.readDirSync(folder)), []);
  }));
