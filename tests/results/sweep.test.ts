import { deepStrictEqual, ok, rejects, strictEqual, throws } from "node:assert/strict";
import { join } from "node:path";
import { seedsOf } from "../../cli/actions/sweep.ts";
import { shareOf } from "../../cli/share.ts";
import { spread } from "../../results/spread.ts";
import { cellsOf, sweep, type SweepRequest } from "../../results/sweep.ts";
import { bars } from "../../results/figures/kinds/bars.ts";
import { hashRecipe } from "../../run/folder/run_folder.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import { readRecipe } from "../../run/recipe/recipe.ts";
import { readSweep } from "../../results/sweep_summary.ts";
import { call } from "../cli/call.ts";
import { inFolder, lastCheckpoint, listen, PLUGINS } from "../run/training.ts";

Deno.test("a grid is every combination of its values, lists and objects kept whole", () => {
  deepStrictEqual(cellsOf([]), [[]]);
  deepStrictEqual(cellsOf(["a=1,2", "b=x"]), [["a=1", "b=x"], ["a=2", "b=x"]]);
  deepStrictEqual(cellsOf(['a={"k":[1,2]},3']), [['a={"k":[1,2]}'], ["a=3"]]);
  deepStrictEqual(cellsOf(["a=1,2,1"]), [["a=1"], ["a=2"]]);
  for (const bad of [["a"], ["=1"], ["a="], ["a=x,,y"]]) {
    throws(() => cellsOf(bad), { code: "BAD_GRID" });
  }
  throws(() => cellsOf(["a=1", "a=2"]), { code: "BAD_GRID" });
});

Deno.test("seeds are lists and ranges, each once", () => {
  deepStrictEqual(seedsOf("0-2,7,1"), [0, 1, 2, 7]);
  for (const bad of ["", "x", "2-1", "1,", "-3", "0-99999999999"]) {
    throws(() => seedsOf(bad), { code: "BAD_SEEDS" });
  }
});

Deno.test("a share is I/N, or what a Slurm array gives its task", () => {
  const none = { env: () => undefined };
  deepStrictEqual(shareOf("2/4", none), { index: 1, of: 4 });
  for (const bad of ["", "0/4", "5/4", "x", "1/0", "1", "1/1000000000"]) {
    throws(() => shareOf(bad, none), { code: "BAD_SHARE" });
  }
  strictEqual(shareOf(undefined, none), undefined);
  const task = (ID: string, MIN: string, MAX: string, COUNT: string) => ({
    env: (name: string) =>
      (({ ID, MIN, MAX, COUNT }) as Record<string, string>)[name.replace("SLURM_ARRAY_TASK_", "")],
  });
  deepStrictEqual(shareOf(undefined, task("3", "1", "4", "4")), { index: 2, of: 4 });
  deepStrictEqual(shareOf(undefined, task("14", "10", "16", "4")), { index: 2, of: 4 });
  throws(
    () =>
      shareOf(undefined, task("5", "1", "9", "3")) && shareOf(undefined, task("4", "1", "9", "3")),
    {
      code: "BAD_SHARE",
    },
  );
  // What is typed goes before.
  deepStrictEqual(shareOf("1/2", task("3", "1", "4", "4")), { index: 0, of: 2 });
});

Deno.test("mean and standard deviation are those of a sample", () => {
  deepStrictEqual(spread([1, 2, 3]), { mean: 2, sd: 1 });
  deepStrictEqual(spread([4]), { mean: 4, sd: 0 });
  strictEqual(spread([]), undefined);
});

const fromJson = (value: unknown) => JSON.parse(JSON.stringify(value));

const small = (folder: string, more: Partial<SweepRequest> = {}): SweepRequest => ({
  target: "blobs",
  overrides: {
    epochs: 1,
    set: ['backbone={"widths":[4],"blocks":[1]}', "dataset.options.count=24", "batchSize=12"],
  },
  grid: ["subHeads=1,2"],
  seeds: [0, 1],
  environment: { dataFolder: folder, backend: "cpu", plugins: [PLUGINS.blobs] },
  folder,
  ...more,
});

Deno.test("a sweep that was stopped goes on, and what was scored is not trained again", () =>
  inFolder(async (folder) => {
    const stop = new AbortController();
    let steps = 0;
    const first = await sweep(
      small(folder),
      { ...listen(() => void (++steps === 3 && stop.abort())) },
      stop.signal,
    );
    deepStrictEqual([first.finished, first.runs.length], [false, 1]);
    strictEqual((await readSweep(folder))!.runs.length, 1);
    const whole = await sweep(
      small(folder),
      listen(() => void steps++),
      new AbortController().signal,
    );
    deepStrictEqual([whole.finished, whole.runs.length, steps], [true, 4, 8]);
    deepStrictEqual(whole.cells.map(({ settings, runs }) => [settings[0], runs]), [
      ["subHeads=1", 2],
      ["subHeads=2", 2],
    ]);
    ok(whole.cells[0].acc!.mean > 0.2);
    const again = await sweep(small(folder), listen(), new AbortController().signal);
    deepStrictEqual(fromJson(again), fromJson(whole));
    deepStrictEqual(fromJson(await readSweep(folder)), fromJson(whole));
    // A run that was scored on another split by request is no measure beside those of the usual one.
    const kept = join(folder, "subHeads=1_seed0.json");
    const other = { ...whole.runs[0], split: "test", acc: 9, asked: "test" };
    await Deno.writeTextFile(kept, JSON.stringify(other));
    const usual = await sweep(small(folder), listen(), new AbortController().signal);
    deepStrictEqual(fromJson(usual), fromJson(whole));
    const [titles, ...rows] = (await Deno.readTextFile(join(folder, "summary.csv"))).split("\n");
    deepStrictEqual(titles.split(",").slice(0, 4), ["subHeads", "seed", "run", "split"]);
    deepStrictEqual(rows.slice(0, 2).map((row) => row.split(",").slice(0, 2)), [
      ["1", "0"],
      ["1", "1"],
    ]);

    const page = join(folder, "report.html");
    const reported = await call(["report", folder, "-q", "--plugin", PLUGINS.blobs]);
    strictEqual(reported.code, 0);
    // One run at a time can be opened.
    ok(!reported.stdout.includes("crlc open"));
    const html = await Deno.readTextFile(page);
    ok(html.includes("Mean and standard deviation over the seeds"));
    ok(html.includes("subHeads=2, seed 1") && html.includes("subHeads=1: "));
    await Deno.writeTextFile(join(folder, "summary.json"), '{"schemaVersion":1}');
    await rejects(readSweep(folder), { code: "BAD_SUMMARY" });
  }));

Deno.test("two processes share a sweep, each run is one's, and the same without a share collects", () =>
  inFolder(async (folder) => {
    const seeds = { grid: [], seeds: [0, 1] }, never = new AbortController().signal;
    const share = async (index: number) => {
      const { runs } = await sweep(
        small(folder, {
          ...seeds,
          environment: { ...small(folder).environment, backend: ["cpu", "wasm"][index] },
          share: { index, of: 2 },
        }),
        listen(),
        never,
      );
      return runs.map(({ seed }) => seed);
    };
    deepStrictEqual([await share(0), await share(1)], [[0], [1]]);
    strictEqual(await readSweep(folder).catch(() => undefined), undefined);
    let steps = 0;
    const observer = listen(() => void steps++);
    const whole = await sweep(small(folder, seeds), observer, never);
    deepStrictEqual(observer.warnings, [
      "These runs were trained by different backends, cpu and wasm: they differ by rounding; --backend NAME takes one for all.",
    ]);
    deepStrictEqual([whole.runs.map(({ seed }) => seed), steps, whole.finished], [
      [0, 1],
      0,
      true,
    ]);
    strictEqual((await readSweep(folder))!.runs.length, 2);
  }));

Deno.test("a run that diverges is counted and the others go on; a mistake ends the sweep", () =>
  inFolder(async (folder) => {
    const observer = listen();
    const { cells } = await sweep(
      small(folder, { grid: ["optimiser.learningRate=0.01,1e30"], seeds: [0] }),
      observer,
      new AbortController().signal,
    );
    deepStrictEqual(cells.map(({ failed }) => failed), [0, 1]);
    strictEqual(observer.warnings.length, 1);
    const mistaken = small(join(folder, "x"), { grid: ["lamda1=1"] });
    await rejects(sweep(mistaken, listen(), new AbortController().signal), {
      code: "UNKNOWN_OPTION",
    });
    // What ends a sweep midway leaves the runs before it listed.
    const broken = join(folder, "y");
    await Deno.mkdir(join(broken, "subHeads=1_seed1"), { recursive: true });
    await Deno.writeTextFile(join(broken, "subHeads=1_seed1", "recipe.json"), "{");
    const request = small(broken, { grid: ["subHeads=1"] });
    await rejects(sweep(request, listen(), new AbortController().signal), {
      code: "BAD_MANIFEST",
    });
    deepStrictEqual((await readSweep(broken))!.runs.map(({ seed }) => seed), [0]);
  }));

Deno.test("a value of the grid that cannot be is refused before the first run is trained", () =>
  inFolder(async (folder) => {
    const request = small(folder, { grid: ["subHeads=1,0"] });
    await rejects(sweep(request, listen(), new AbortController().signal), { code: "BAD_OPTION" });
    const misspelt = small(folder, { score: "trian" });
    await rejects(sweep(misspelt, listen(), new AbortController().signal), {
      code: "UNKNOWN_SPLIT",
    });
    deepStrictEqual([...Deno.readDirSync(folder)], []);
  }));

Deno.test("all runs of a sweep have the labels that are given, begin with the run that is named, and are scored on one split", () =>
  inFolder(async (folder) => {
    const never = new AbortController().signal;
    const labels = join(folder, "labels.json");
    await Deno.writeTextFile(labels, '{"4": 0, "1": 1, "2": 2, "7": 3}');
    const { overrides } = small(folder), set = [...overrides.set, "labelledBatch=4"];
    const semi = small(join(folder, "semi"), {
      overrides: { ...overrides, strategy: "crlc-semi", set },
      ...{ grid: [], labels },
    });
    const { runs } = await sweep(semi, listen(), never);
    const recipeOf = async (run: string) =>
      JSON.parse(await Deno.readTextFile(join(run, "recipe.json")));
    for (const { run, error, acc } of runs) {
      const { images, classes } = (await recipeOf(run)).recipe.labels;
      deepStrictEqual([images, classes], [[1, 2, 4, 7], [1, 2, 0, 3]]);
      ok(Math.abs(error! + acc! - 1) < 1e-12);
    }
    strictEqual(runs.length, 2);

    const [{ run: from }] = runs;
    const begun = small(join(folder, "begun"), { grid: [], from, seeds: [1] });
    const [own] = (await sweep(begun, listen(), never)).runs;
    const alone = small(join(folder, "alone"), { grid: [], seeds: [1] });
    const [other] = (await sweep(alone, listen(), never)).runs;
    const [a, b] = [await lastCheckpoint(own.run), await lastCheckpoint(other.run)];
    ok(!a.every((byte, i) => byte === b[i]));
    await rejects(sweep({ ...begun, from: join(folder, "none"), seeds: [2] }, listen(), never), {
      code: "NO_SUCH_RUN",
    });

    const scored = small(join(folder, "scored"), {
      ...{ target: "kmeans/shapes", overrides: { set: ["dataset.first=60", "starts=1"] } },
      ...{ grid: [], seeds: [0], score: "test" },
      environment: { dataFolder: folder, backend: "cpu", plugins: [] },
    });
    const outcome = await sweep(scored, listen(), never);
    deepStrictEqual([outcome.split, outcome.runs[0].split], ["test", "test"]);
  }));

Deno.test("the paper's scores stand beside runs of its own recipe, with no option changed", () =>
  inFolder(async (folder) => {
    const catalog = await openCatalog();
    const barsOf = async (set: string[]) => {
      const run = join(folder, `run${set.length}`);
      const recipe = await readRecipe(catalog, "crlc/cifar10", { set });
      const data = { digest: "0".repeat(64), samples: 60_000, shape: [32, 32, 3] };
      const manifest = { schemaVersion: 1, recipe, recipeHash: hashRecipe(recipe), data };
      const rest = { plugins: [], versions: {}, sessions: [] };
      await Deno.mkdir(run);
      await Deno.writeTextFile(join(run, "recipe.json"), JSON.stringify({ ...manifest, ...rest }));
      // As a sweep without a grid has them, whatever --set said.
      const scored = { settings: [], seed: 0, run, acc: 0.5, seconds: 1, split: "train" };
      const environment = { dataFolder: folder, backend: "cpu", plugins: [] };
      const { spec } = await bars({
        runs: [{ run, cell: "as the recipe", seed: 0, caption: "", scored }],
        ...{ environment, observer: listen(), options: {} },
      });
      return JSON.stringify(spec);
    };
    ok((await barsOf([])).includes("diamonds: the paper"));
    ok(!(await barsOf(["epochs=1"])).includes("diamonds"));
  }));

Deno.test("a score that snapshots cannot have is no misspelt name of itself", () =>
  inFolder(async (folder) => {
    const run = join(folder, "run");
    await call([
      "train",
      "crlc/digits",
      "--epochs",
      "1",
      "--run",
      run,
      "-q",
      "--snapshots",
      "1",
      "--set",
      'backbone={"widths":[4],"blocks":[1]}',
      "--set",
      "batchSize=1000",
    ]);
    const { code, stderr } = await call([
      "figure",
      "curve",
      run,
      "--term",
      "acc5",
      "--to",
      join(folder, "x.vl.json"),
    ]);
    strictEqual(code, 2);
    ok(stderr.includes("50 clusters or more") && !stderr.includes("did you mean"), stderr);
  }));
