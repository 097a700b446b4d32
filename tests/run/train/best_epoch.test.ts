import { deepStrictEqual, ok, rejects } from "node:assert/strict";
import { join } from "node:path";
import { decodeSafetensors } from "../../../run/folder/safetensors.ts";
import { inFolder, lastCheckpoint, PLUGINS, trainBlobs } from "../training.ts";
import { seen } from "./scored_epochs.ts";

const plugins = ["./scored_epochs.ts", "../../../contracts/strategy/drawn_dots.ts"].map((path) =>
  new URL(path, import.meta.url).pathname
);
const recipe = {
  strategy: "rising",
  dataset: { name: "dots" },
  clusters: 3,
  input: { size: [6, 6], normalise: "none" },
  options: {},
};

Deno.test("a stage that scores its epochs ends with the best one, also when stopped after every step", () =>
  inFolder(async (folder) => {
    const target = join(folder, "rising.json"), overrides = { epochs: undefined };
    await Deno.writeTextFile(target, JSON.stringify(recipe));
    const common = { target, plugins, overrides, backend: "cpu" };
    const straight = join(folder, "straight"), stopped = join(folder, "stopped");
    const { steps } = await trainBlobs({ ...common, run: straight });
    for (let step = 1; step < steps; step++) {
      await trainBlobs({ ...common, run: stopped, stopAfter: step });
    }
    await trainBlobs({ ...common, run: stopped });
    const bytes = await lastCheckpoint(straight);
    deepStrictEqual(await lastCheckpoint(stopped), bytes);
    const { tensors } = decodeSafetensors(bytes);
    // After its three epochs the weight would be 0.5.
    deepStrictEqual(Object.keys(tensors), ["weights/weight"]);
    deepStrictEqual([...tensors["weights/weight"].data], [0]);
    const lines = (await Deno.readTextFile(join(straight, "metrics.jsonl"))).trim().split("\n");
    const scores = lines.map((line) => JSON.parse(line).terms.score);
    ok(scores[0] > 0.05 && scores[1] < 1e-6 && scores[2] === scores[1], `${scores}`);
    deepStrictEqual(seen.at(-1), { samples: 24, neighbours: undefined });
  }));

Deno.test("epochs are scored by the validation images and their own neighbours, where there are some", () =>
  inFolder(async (folder) => {
    const target = join(folder, "rising.json"), overrides = { epochs: undefined };
    const dataset = { name: "dots", validation: { split: "more", first: 20 } };
    await Deno.writeTextFile(target, JSON.stringify({ ...recipe, dataset }));
    const common = { target, plugins, overrides, backend: "cpu" };
    const straight = join(folder, "straight"), stopped = join(folder, "stopped");
    await trainBlobs({ ...common, run: straight });
    deepStrictEqual(seen.at(-1), { samples: 20, neighbours: 40 });
    for (const step of [2, 3]) await trainBlobs({ ...common, run: stopped, stopAfter: step });
    await trainBlobs({ ...common, run: stopped });
    const bytes = await lastCheckpoint(straight);
    deepStrictEqual(await lastCheckpoint(stopped), bytes);
    const { tensors } = decodeSafetensors(bytes);
    deepStrictEqual(tensors["buffers/found/validation"].shape, [20, 2]);
    deepStrictEqual([...tensors["weights/weight"].data], [0]);
    const { data } = JSON.parse(await Deno.readTextFile(join(straight, "recipe.json")));
    deepStrictEqual([data.validation.split, data.validation.samples], ["more", 20]);
    // Other images would be another choice.
    await rejects(
      trainBlobs({
        ...common,
        run: stopped,
        overrides: { ...overrides, set: ["dataset.validation.first=19"] },
      }),
      { code: /ANOTHER|RECIPE/ },
    );
  }));

Deno.test("validation images that no stage asks are an error, as are those of no split", () =>
  inFolder(async (folder) => {
    const common = {
      plugins: [...plugins, PLUGINS.blobs],
      backend: "cpu",
      run: join(folder, "run"),
    };
    const train = (...set: string[]) => trainBlobs({ ...common, overrides: { set } });
    await rejects(train("dataset.validation=train"), {
      code: "VALIDATION_UNUSED",
      hint: "--set dataset.validation=null leaves them out",
    });
    await rejects(train("dataset.validation=trian"), {
      code: "UNKNOWN_SPLIT",
      hint: 'did you mean "train"?',
    });
  }));
