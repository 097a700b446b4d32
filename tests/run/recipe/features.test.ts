import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { call } from "../../cli/call.ts";
import { inFolder } from "../training.ts";

/** Three clouds of points in 6 dimensions, 16 each, as CSV with names and classes. */
function clouds(): string {
  const rows = Array.from({ length: 48 }, (_, i) => {
    const kind = i % 3;
    const point = Array.from(
      { length: 6 },
      (_, d) => (d % 3 === kind ? 3 : 0.1) + Math.sin(i * 7.3 + d * 2.1) / 3,
    );
    return `${i}.png,${["a", "b", "c"][kind]},${point.map((x) => x.toFixed(4)).join(",")}`;
  });
  return `name,label,${"fghijk".split("").join(",")}\n${rows.join("\n")}\n`;
}

const SMALL = ["--backend", "wasm", "--threads", "1", "--seed", "1"];

Deno.test("train F.csv learns on features of one's own by each strategy that can begin with them, and eval scores it", () =>
  inFolder(async (folder) => {
    const file = join(folder, "points.csv");
    await Deno.writeTextFile(file, clouds());
    const env = { CRLC_RUNS_DIR: join(folder, "runs"), CRLC_CACHE_DIR: join(folder, "cache") };
    const train = (...words: string[]) => call(["train", file, ...SMALL, ...words], { env });
    const few = ["--set", "neighbours=5", "--set", "batchSize=24"];
    const ways: readonly (readonly [strategy: string, stages: RegExp, words: string[]])[] = [
      ["crlc-features", /./, ["--epochs", "20", ...few]],
      ["kmeans", /./, []],
      ["crlc-two-stage", /stages: neighbours, cluster/, ["--epochs", "1", ...few]],
      ["scan", /stages: neighbours, cluster, remember losses, self-label/, [
        ...["--epochs", "1", ...few, "--set", "selfLabel.epochs=1"],
      ]],
    ];
    for (const [strategy, stages, words] of ways) {
      const trained = await train("--strategy", strategy, ...words);
      strictEqual(trained.code, 0, trained.stderr);
      match(trained.stderr, /^data +features: 48 images, 3 clusters/m);
      if (strategy !== "kmeans" && strategy !== "crlc-features") match(trained.stderr, stages);
      const run = join(folder, "runs", `${strategy}-points-seed1`);
      const scored = await call(["eval", run, "--json", "--backend", "wasm"], { env });
      strictEqual(scored.code, 0, scored.stderr);
      const { acc } = JSON.parse(scored.stdout).selected;
      if (["crlc-features", "kmeans"].includes(strategy)) ok(acc > 0.95, `${strategy} ${acc}`);
    }
    const run = join(folder, "runs", "crlc-features-points-seed1");
    const near = await call(["neighbors", run, "3.png", "--json", "--backend", "wasm"], { env });
    strictEqual(near.code, 0, near.stderr);
    ok(JSON.parse(near.stdout).neighbors[0].ids.slice(0, 5).every((id: number) => id % 3 === 0));
    const report = await call(["report", run, "--backend", "wasm"], { env });
    strictEqual(report.code, 0, report.stderr);
    const assigned = await call(["assign", run, join(folder, "x.png")], { env });
    deepStrictEqual([assigned.code, /NEEDS_PICTURES/.test(assigned.stderr)], [2, true]);
  }));

Deno.test("a strategy that learns from pixels is refused on features, with those that are not", () =>
  inFolder(async (folder) => {
    const file = join(folder, "points.csv");
    await Deno.writeTextFile(file, clouds());
    const said = await call(["train", file, "--strategy", "simclr"]);
    deepStrictEqual([said.code, /NEEDS_PIXELS/.test(said.stderr)], [2, true]);
    match(said.stderr, /crlc-features, temi, turtle, kmeans, crlc-two-stage and scan can/);
    const device = await call(["train", file, ...SMALL, "--augment", "device"]);
    deepStrictEqual([device.code, /AUGMENT_NOT_ON_DEVICE/.test(device.stderr)], [2, true]);
  }));
