import { deepStrictEqual, notDeepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { tf } from "../../../backends/tf.ts";
import { SOAK } from "../survival/share.ts";
import { inFolder, lastCheckpoint, listen, snapshotsOf, trainBlobs } from "../training.ts";

Deno.test("the same seed gives the same bytes, another seed others", () =>
  inFolder(async (folder) => {
    const [a, b, c] = ["a", "b", "c"].map((name) => join(folder, name));
    await trainBlobs({ run: a });
    await trainBlobs({ run: b });
    await trainBlobs({ run: c, overrides: { seed: 1 } });
    deepStrictEqual(await lastCheckpoint(a), await lastCheckpoint(b));
    notDeepStrictEqual(await lastCheckpoint(a), await lastCheckpoint(c));
  }));

Deno.test("a run stopped after any step and continued gives the bytes of one that ran through", () =>
  inFolder(async (folder) => {
    const straight = join(folder, "straight");
    const { steps } = await trainBlobs({ run: straight });
    const expected = await lastCheckpoint(straight);
    // Of every kind: early, the last of an epoch, the first of the next.
    for (const step of SOAK ? Array.from({ length: steps - 1 }, (_, i) => i + 1) : [1, 4, 5]) {
      const run = join(folder, `stopped-${step}`);
      const stopped = await trainBlobs({ run, stopAfter: step });
      deepStrictEqual([stopped.status, stopped.step], ["stopped", step]);
      const finished = await trainBlobs({ run });
      deepStrictEqual([finished.status, finished.plan.doneSteps], ["finished", step]);
      deepStrictEqual(await lastCheckpoint(run), expected, `stopped after step ${step}`);
    }
  }));

Deno.test("snapshots change no byte of a run, and one that was stopped has each of them once", () =>
  inFolder(async (folder) => {
    const overrides = { epochs: 3, snapshots: { every: 2 } };
    const [without, straight, stopped] = ["without", "straight", "stopped"]
      .map((name) => join(folder, name));
    await trainBlobs({ run: without, overrides: { epochs: 3 } });
    await trainBlobs({ run: straight, overrides });
    deepStrictEqual(await lastCheckpoint(straight), await lastCheckpoint(without));
    const taken = await snapshotsOf(straight);
    // The second epoch and, as the last one, the third.
    deepStrictEqual(Object.keys(taken), ["step-000008.safetensors", "step-000012.safetensors"]);
    for (const stopAfter of [3, 8, 9]) await trainBlobs({ run: stopped, overrides, stopAfter });
    // As a process leaves it that dies after the snapshot and before its checkpoint.
    const ahead = join(stopped, "snapshots", "step-000012.safetensors");
    await Deno.writeTextFile(ahead, "of another backend");
    await Deno.writeTextFile(`${ahead}.7.part`, "half");
    // What is not said is as it began.
    await trainBlobs({ run: stopped, overrides: { epochs: 3 } });
    deepStrictEqual(await snapshotsOf(stopped), taken);
    const others = { epochs: 3, snapshots: { every: 1 } };
    await rejects(trainBlobs({ run: stopped, overrides: others }), {
      code: "OTHER_SNAPSHOTS",
      message: /every 1 epochs: .* it began with, every 2 epochs$/,
    });
    await rejects(trainBlobs({ run: without, overrides }), { code: "OTHER_SNAPSHOTS" });
    const nothing = { snapshots: { split: "test" } };
    await rejects(trainBlobs({ run: join(folder, "x"), overrides: nothing }), {
      code: "BAD_USAGE",
      hint: /--snapshots 10/,
    });
  }));

Deno.test("batches that carry over an epoch's end resume exactly", () =>
  inFolder(async (folder) => {
    const overrides = { set: ["batching=carry", "batchSize=100"] };
    const [straight, stopped] = ["straight", "stopped"].map((name) => join(folder, name));
    await trainBlobs({ run: straight, overrides });
    await trainBlobs({ run: stopped, overrides, stopAfter: 3 });
    await trainBlobs({ run: stopped, overrides });
    deepStrictEqual(await lastCheckpoint(stopped), await lastCheckpoint(straight));
  }));

Deno.test("the epochs of a resumed run are written once each", () =>
  inFolder(async (run) => {
    await trainBlobs({ run, overrides: { epochs: 3 }, stopAfter: 6 });
    await trainBlobs({ run, overrides: { epochs: 3 } });
    const lines = (await Deno.readTextFile(join(run, "metrics.jsonl"))).trim().split("\n");
    deepStrictEqual(lines.map((line) => JSON.parse(line).epoch), [1, 2, 3]);
  }));

Deno.test("a finished run is left as it is", () =>
  inFolder(async (run) => {
    await trainBlobs({ run });
    const before = await Deno.stat(join(run, "recipe.json"));
    const again = await trainBlobs({ run });
    strictEqual(again.status, "unchanged");
    deepStrictEqual((await Deno.stat(join(run, "recipe.json"))).mtime, before.mtime);
  }));

Deno.test("training holds the same number of tensors over 60 steps", () =>
  inFolder(async (run) => {
    const counts = new Set<number>();
    await trainBlobs({
      run,
      overrides: { epochs: 15 },
      observer: listen(() => void counts.add(tf.memory().numTensors)),
    });
    strictEqual(counts.size, 1);
  }));

Deno.test("a damaged checkpoint is passed over for the one before", () =>
  inFolder(async (run) => {
    await trainBlobs({ run, stopAfter: 2 });
    await trainBlobs({ run, stopAfter: 5 });
    const newest = join(run, "checkpoints", "step-000005.safetensors");
    const bytes = await Deno.readFile(newest);
    bytes[bytes.length - 3] ^= 1;
    await Deno.writeFile(newest, bytes);
    const observer = listen();
    const outcome = await trainBlobs({ run, observer });
    deepStrictEqual([outcome.status, outcome.plan.doneSteps], ["finished", 2]);
    ok(observer.warnings.some((text) => text.includes("step-000005")));
  }));

Deno.test("with every checkpoint damaged nothing is overwritten", () =>
  inFolder(async (run) => {
    await trainBlobs({ run, stopAfter: 2 });
    const only = join(run, "checkpoints", "step-000002.safetensors");
    await Deno.writeFile(only, (await Deno.readFile(only)).slice(0, 1000));
    await rejects(trainBlobs({ run }), { code: "NO_VALID_CHECKPOINT", exitCode: 6 });
    strictEqual((await Deno.stat(only)).size, 1000);
  }));

Deno.test("a loss that is no number stops the run and keeps the last good checkpoint", () =>
  inFolder(async (run) => {
    await trainBlobs({ run, overrides: { set: ["optimiser.learningRate=1e30"] }, stopAfter: 1 });
    const good = await lastCheckpoint(run);
    await rejects(trainBlobs({ run, overrides: { set: ["optimiser.learningRate=1e30"] } }), {
      code: "NON_FINITE_LOSS",
      exitCode: 1,
      hint: /^the last checkpoint is whole/,
    });
    deepStrictEqual(await lastCheckpoint(run), good);
    const failure = JSON.parse(await Deno.readTextFile(join(run, "failure.json")));
    strictEqual(failure.images.length, 64);
  }));

Deno.test("a loss that is no number before the first checkpoint does not speak of one", () =>
  inFolder(async (run) => {
    await rejects(trainBlobs({ run, overrides: { set: ["optimiser.learningRate=1e30"] } }), {
      code: "NON_FINITE_LOSS",
      hint: /^no checkpoint was saved yet.*--run DIR$/,
    });
  }));

Deno.test("what a killed process left half written is removed, but not what another may be writing", () =>
  inFolder(async (run) => {
    await trainBlobs({ run, stopAfter: 1 });
    const ours = ["assignments.csv", "recipe.json", "metrics.jsonl", "SHA256SUMS"];
    const others = ["names.json.71.part", "embeddings.safetensors.71.part", "mine.part"];
    for (const name of [...ours.map((name) => `${name}.71.part`), ...others]) {
      await Deno.writeTextFile(join(run, name), "half");
    }
    await trainBlobs({ run });
    const left = [...Deno.readDirSync(run)].map(({ name }) => name);
    deepStrictEqual(left.filter((name) => name.endsWith(".part")).sort(), others.toSorted());
  }));
