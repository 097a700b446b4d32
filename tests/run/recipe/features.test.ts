import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { call } from "../../cli/call.ts";
import { Stream } from "../../../core/random.ts";
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

/** Point 47 twice, and one that is on no cloud: what the features show beside the clusters. */
async function looksAtFeatures(run: string, env: Record<string, string>) {
  const folder = join(run, "..", ".."), file = join(folder, "more.csv");
  const lines = clouds().trim().split("\n");
  await Deno.writeTextFile(
    file,
    `${
      [...lines, lines[48].replace("47.png", "copy.png"), "far.png,a,-9,2,9,-9,2,-7"].join("\n")
    }\n`,
  );
  const more = ["--strategy", "kmeans", "-k", "3", "--json"];
  const trained = await call(["train", file, ...SMALL, ...more], { env });
  strictEqual(trained.code, 0, trained.stderr);
  const { run: own, features } = JSON.parse(trained.stdout);
  strictEqual(features.kmeans, undefined);
  const duplicates = (await Deno.readTextFile(join(own, "duplicates.csv"))).trim().split("\n");
  deepStrictEqual(duplicates.filter((line) => /(47|copy)\.png/.test(line)), [
    `${/^(\d+),47/m.exec(duplicates.join("\n"))![1]},47.png,1.0000`,
    `${/^(\d+),47/m.exec(duplicates.join("\n"))![1]},copy.png,1.0000`,
  ]);
  strictEqual(features.duplicates.images, duplicates.length - 1);
  const outliers = (await Deno.readTextFile(join(own, "outliers.csv"))).trim().split("\n");
  deepStrictEqual([outliers[0], outliers[1].split(",")[0]], ["image,cosine,usual", "far.png"]);
  strictEqual(features.outliers, outliers.length - 1);
  const verified = await call(["verify", own, "--json"], { env });
  const named = JSON.parse(verified.stdout).checks.map(({ what }: { what: string }) => what);
  for (const name of ["duplicates.csv", "features.json", "outliers.csv"]) ok(named.includes(name));
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
      const beside = /k-means on the same features puts \d+ of 100 images into the same groups/;
      strictEqual(beside.test(trained.stdout), strategy !== "kmeans", trained.stdout);
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
    await looksAtFeatures(run, env);
    const report = await call(["report", run, "--backend", "wasm"], { env });
    strictEqual(report.code, 0, report.stderr);
    match(await Deno.readTextFile(join(run, "report.html")), /k-means on the features.*% alike/s);
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

Deno.test("-k auto on features trains nothing: a range around the number of clouds, with its evidence", () =>
  inFolder(async (folder) => {
    const file = join(folder, "points.csv"), env = { CRLC_RUNS_DIR: join(folder, "runs") };
    const random = new Stream(4, "sample", 0), axes = [0, 1, 2, 3, 4, 5];
    const rows = Array.from(
      { length: 60 },
      (_, i) => axes.map((d) => (d % 3 === i % 3 ? 3 : 0) + 0.7 * random.normal()).join(","),
    );
    await Deno.writeTextFile(file, `a,b,c,d,e,f\n${rows.join("\n")}\n`);
    const found = await call(["train", file, ...SMALL, "-k", "2..9", "--json"], { env });
    strictEqual(found.code, 0, found.stderr);
    const { low, high, candidates, reasons, run } = JSON.parse(found.stdout);
    deepStrictEqual([low, high, run, candidates.length], [3, 4, undefined, 8]);
    match(reasons[0], /^most neighbours stay together in 3 clusters/);
    const shown = await call(["train", file, ...SMALL, "-k", "auto"], { env });
    match(shown.stdout, /Probably 3 to 4 clusters.*k +silhouette +linkage +modularity/s);
    strictEqual(await Deno.stat(join(folder, "runs")).then(() => true, () => false), false);
    const few = join(folder, "few.csv");
    await Deno.writeTextFile(few, clouds().trim().split("\n").slice(0, 3).join("\n"));
    const refused = await call(["train", few, ...SMALL, "-k", "2..9"], { env });
    deepStrictEqual([refused.code, /TOO_FEW_IMAGES/.test(refused.stderr)], [2, true]);
    await Deno.writeTextFile(few, `a,b\n${"1,2\n".repeat(9)}`);
    const alike = await call(["train", few, ...SMALL, "-k", "auto"], { env });
    match(alike.stderr, /IMAGES_ALIKE/);
  }));
