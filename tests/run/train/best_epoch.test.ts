import { deepStrictEqual, ok } from "node:assert/strict";
import { join } from "node:path";
import { decodeSafetensors } from "../../../run/folder/safetensors.ts";
import { inFolder, lastCheckpoint, trainBlobs } from "../training.ts";

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
  }));
