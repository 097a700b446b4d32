import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { scoreCurve } from "../../../results/scores/score_curve.ts";
import { evaluate } from "../../../results/scores/evaluate.ts";
import { verifyRun } from "../../../results/verify.ts";
import { curveLines } from "../../../cli/actions/curve_lines.ts";
import { openSession } from "../../../cli/session.ts";
import { call, testIo } from "../../cli/call.ts";
import { inFolder, listen, PLUGINS, trainBlobs } from "../../run/training.ts";

const environment = { dataFolder: "", backend: "wasm", plugins: [PLUGINS.blobs] };

Deno.test("the curve ends with what eval says, without a network; verify finds a changed bit", () =>
  inFolder(async (run) => {
    await trainBlobs({ run, overrides: { epochs: 3, snapshots: { every: 1 } } });
    const curve = await scoreCurve(run, { ...environment, backend: "none" }, listen());
    deepStrictEqual([curve.split, curve.clusters], ["train", 4]);
    deepStrictEqual(curve.points.map(({ epoch, step }) => [epoch, step]), [[1, 4], [2, 8], [
      3,
      12,
    ]]);
    ok(curve.points[0].seconds < curve.points[2].seconds);
    const whole = await evaluate({ run, environment, baseline: false }, listen());
    const { seconds: _seconds, step: _step, stage: _stage, epoch: _epoch, loss, ...last } = curve
      .points[2];
    ok(Math.abs(loss! - whole.heads[whole.selected.head].loss!) < 1e-6);
    deepStrictEqual([last.selected, last.oracle], [whole.selected, whole.oracle]);
    strictEqual(last.usedClusters, whole.labelFree.usedClusters);
    ok(Math.abs(last.entropy - whole.labelFree.entropy) < 1e-5);
    ok(Math.abs(last.meanConfidence - whole.labelFree.meanConfidence) < 1e-5);

    const blobs = ["--plugin", PLUGINS.blobs];
    const printed = await call(["eval", run, "--curve", "--json", ...blobs]);
    deepStrictEqual(JSON.parse(printed.stdout), JSON.parse(JSON.stringify(curve)));
    strictEqual((await call(["eval", run, "--curve", "--stage", "train", ...blobs])).code, 2);
    const early = await call(["eval", run, "--step", "11", "--json", ...blobs]);
    deepStrictEqual(JSON.parse(early.stdout).error.code, "NO_SUCH_STEP");

    ok((await verifyRun(run, environment)).ok);
    const file = join(run, "snapshots", "step-000008.safetensors");
    const bytes = await Deno.readFile(file);
    bytes[bytes.length - 1] ^= 1;
    await Deno.writeFile(file, bytes);
    const { checks } = await verifyRun(run, environment);
    deepStrictEqual(checks.filter(({ state }) => state === "bad").map(({ what }) => what), [
      "snapshots/step-000008.safetensors",
    ]);
    await rejects(scoreCurve(run, environment, listen()), { code: "SNAPSHOT_DAMAGED" });
    // What is gone is missed too, since the run is sealed with it.
    await Deno.remove(file);
    strictEqual((await verifyRun(run, environment)).ok, false);
  }));

Deno.test("a run without snapshots says how to have some; of many clusters five are kept", () =>
  inFolder(async (folder) => {
    const [none, many] = ["none", "many"].map((name) => join(folder, name));
    await trainBlobs({ run: none, overrides: { epochs: 1 } });
    await rejects(scoreCurve(none, environment, listen()), {
      code: "NO_SNAPSHOTS",
      hint: "crlc train ... --snapshots 10 takes one every 10 epochs",
    });
    await trainBlobs({
      run: many,
      overrides: { epochs: 1, clusters: 60, snapshots: { every: 9 } },
    });
    const [{ selected }] = (await scoreCurve(many, environment, listen())).points;
    ok(selected.acc5! >= selected.acc!);

    const [target, unlabelled] = ["dots.json", "dots"].map((name) => join(folder, name));
    const backbone = { widths: [4], blocks: [1], stem: "cifar" };
    await Deno.writeTextFile(
      target,
      JSON.stringify({
        ...{ strategy: "crlc", dataset: { name: "dots" }, snapshots: { every: 1, split: "more" } },
        input: { size: [6, 6] },
        options: { backbone, epochs: 1, batchSize: 12 },
      }),
    );
    const dots = new URL("../../../contracts/strategy/drawn_dots.ts", import.meta.url).pathname;
    await trainBlobs({ run: unlabelled, target, plugins: [dots], overrides: { epochs: 1 } });
    const other = await scoreCurve(unlabelled, { ...environment, plugins: [dots] }, listen());
    deepStrictEqual([other.split, other.samples], ["more", 27]);
    deepStrictEqual(Object.keys(other.points[0].selected), ["head", "rule"]);
    ok(
      curveLines(other, openSession([], testIo())).some((line) =>
        /epoch +time +head +used/.test(line)
      ),
    );
  }));
