import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { evaluate } from "../../../results/scores/evaluate.ts";
import { verifyRun } from "../../../results/verify.ts";
import { readIfThere } from "../../../run/folder/files.ts";
import { pretrain, small, training } from "../../contracts/strategies/small.ts";
import { inFolder, listen, trainBlobs } from "../../run/training.ts";

const DATA = new URL("../../../contracts/strategy/drawn_dots.ts", import.meta.url).pathname;
const augment = [{ step: "tone" }];
const recipe = {
  strategy: "scan",
  dataset: { name: "dots" },
  clusters: 3,
  input: {
    size: [6, 6],
    normalise: "none",
    augment: { weak: augment, simclr: augment, strong: augment },
  },
  options: { ...small, ...pretrain, neighbours: 3, selfLabel: { ...training, threshold: 0.3 } },
};

Deno.test("scan is scored at the end of its clustering, and at the end of all", () =>
  inFolder(async (folder) => {
    const run = join(folder, "run"), target = join(folder, "scan.json");
    await Deno.writeTextFile(target, JSON.stringify(recipe));
    await trainBlobs({ run, target, plugins: [DATA], overrides: { epochs: 1 } });
    const environment = { dataFolder: folder, backend: "wasm", plugins: [DATA] };
    const score = (stage?: string) =>
      evaluate({ run, stage, environment, baseline: false }, listen());
    const clustered = await score("cluster");
    strictEqual(await readIfThere(join(run, "evaluation.json")), undefined);
    const learned = await score();
    deepStrictEqual([clustered.finished, learned.finished], [false, true]);
    ok(clustered.step < learned.step && clustered.selected.acc !== undefined);
    await rejects(score("clusters"), { code: "NO_SUCH_STAGE", hint: 'did you mean "cluster"?' });

    const path = join(run, "stages", "cluster.safetensors");
    const found = async () =>
      (await verifyRun(run, environment)).checks.find(({ what }) => what.startsWith("stages/"));
    strictEqual((await found())?.state, "ok");
    const bytes = await Deno.readFile(path);
    bytes[bytes.length - 1] ^= 1;
    await Deno.writeFile(path, bytes);
    strictEqual((await found())?.state, "bad");
    await rejects(score("cluster"), { code: "CHECKPOINT_DAMAGED" });
  }));
