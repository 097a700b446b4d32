import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { tf } from "../../backends/tf.ts";
import { benchRecipe } from "../../machine/bench_recipe.ts";
import { inFolder, listen, PLUGINS } from "../run/training.ts";

const set = ['backbone={"widths":[4],"blocks":[1]}', "dataset.options.count=24", "batchSize=8"];

Deno.test("the bench of a recipe tells its steps, and every part of the process's memory", () =>
  inFolder(async (folder) => {
    const environment = { dataFolder: folder, backend: "wasm", plugins: [PLUGINS.blobs] };
    const request = {
      ...{ target: "blobs", overrides: { strategy: "crlc", epochs: 4, set }, steps: 2 },
      environment: { ...environment, threads: 1 },
    };
    const before = tf.memory().numTensors;
    const { stage, batchSize, views, result } = await benchRecipe(request, listen());
    strictEqual(tf.memory().numTensors, before);
    deepStrictEqual([stage, batchSize, views, result.losses.length], ["cluster", 8, 2, 2]);
    const { memory, kernels, millisecondsPerStep } = result.profile!;
    const total = Object.values(memory).reduce((sum, part) => sum + part, 0);
    ok(Math.abs(total - result.peakMemoryBytes) < 1, `${total} of ${result.peakMemoryBytes}`);
    // four views of eight images, and the images themselves
    strictEqual(memory.views, 2 * memory.batch);
    ok(memory.pixels > 0 && memory.activations > memory.batch);
    const computed = kernels.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    ok(computed > 0 && computed <= millisecondsPerStep);
    await rejects(benchRecipe({ ...request, steps: 5 }, listen()), {
      code: "TOO_FEW_STEPS",
      message: /must have 14 steps or more, and has 12$/,
    });
    deepStrictEqual(Array.from(Deno.readDirSync(folder)), []);
  }));
