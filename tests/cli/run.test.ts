import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { main } from "../../cli/main.ts";
import { hashRecipe } from "../../run/folder/run_folder.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import { readRecipe } from "../../run/recipe/recipe.ts";
import { call, testIo } from "./call.ts";

/** Calls the command line with runs in a folder that is gone afterwards. */
async function withRuns(
  test: (
    crlc: (...args: string[]) => ReturnType<typeof call>,
    env: { CRLC_RUNS_DIR: string },
  ) => Promise<void>,
): Promise<void> {
  const runs = await Deno.makeTempDir();
  const env = { CRLC_RUNS_DIR: runs };
  try {
    await test((...args) => call(args, { env }), env);
  } finally {
    await Deno.remove(runs, { recursive: true });
  }
}

Deno.test("train, eval and neighbors go together, for people and for programs", async () => {
  await withRuns(async (crlc, { CRLC_RUNS_DIR }) => {
    const run = `${CRLC_RUNS_DIR}/crlc-digits-seed3`;
    const trained = await crlc("train", "crlc/digits", "--seed", "3", "--epochs", "1");
    strictEqual(trained.code, 0, trained.stderr);
    match(trained.stdout, /^Trained crlc\/digits: 1 epoch, 14 steps/);
    ok(trained.stdout.includes(`crlc eval ${run}`));
    match(trained.stderr, /^backend +[a-z]+:/m);
    match(trained.stderr, /^epoch 1\/1 {2}step 14\/14 .* images\/s /m);

    const again = await crlc("train", "crlc/digits", "--seed", "3", "--epochs", "1", "--json");
    strictEqual(again.code, 0);
    const { schemaVersion, status, step, steps } = JSON.parse(again.stdout);
    deepStrictEqual([schemaVersion, status, step, steps], [1, "unchanged", 14, 14]);

    const evaluated = await crlc("eval", run, "--json", "--no-yardstick");
    strictEqual(evaluated.code, 0, evaluated.stderr);
    const evaluation = JSON.parse(evaluated.stdout);
    strictEqual(evaluation.schemaVersion, 1);
    deepStrictEqual([evaluation.dataset, evaluation.samples], ["digits", 1797]);
    for (const score of [evaluation.selected, evaluation.oracle]) {
      for (const key of ["acc", "nmi", "ari", "acc5"]) ok(score[key] >= 0 && score[key] <= 1, key);
      ok(score.rule.length > 0 && score.head in evaluation.heads);
    }
    strictEqual(evaluation.yardstick, undefined);
    match((await crlc("eval", run, "--no-yardstick")).stdout, /^ {2}selected: head \d/m);

    const list = await crlc("runs");
    match(list.stdout, /^crlc-digits-seed3 +finished +0\.\d{3} +0\.\d{3} +1,797 +digits$/m);
    const { items: [item] } = JSON.parse((await crlc("runs", CRLC_RUNS_DIR, "--json")).stdout);
    deepStrictEqual([item.run, item.state, item.seed, item.step], [run, "finished", 3, 14]);
    strictEqual(item.score.acc, evaluation.selected.acc);

    const near = await crlc("neighbors", run, "17", "0", "-k", "2", "--json");
    strictEqual(near.code, 0, near.stderr);
    const { k, neighbors } = JSON.parse(near.stdout);
    strictEqual(k, 2);
    deepStrictEqual(neighbors.map(({ index }: { index: number }) => index), [17, 0]);
    for (const { ids, similarities } of neighbors) {
      strictEqual(ids.length, 2);
      ok(similarities[0] >= similarities[1] && similarities[0] <= 1.00001);
    }
    const named = await crlc("neighbors", run, "digits#17", "-k", "2", "--json");
    deepStrictEqual(JSON.parse(named.stdout).neighbors[0].index, 17);
    const whole = JSON.parse((await crlc("neighbors", run, "--json")).stdout);
    deepStrictEqual([whole.k, whole.count], [10, 1797]);
    ok((await Deno.stat(whole.file)).isFile);
  });
});

Deno.test("Ctrl-C saves, ends with 75, and names the command that continues", async () => {
  await withRuns(async (crlc, env) => {
    const args = ["train", "crlc/digits", "--epochs", "2", "--set", "lambda1=2"];
    const io = testIo({ env });
    const stopping = {
      ...io,
      stderr(text: string) {
        io.stderr(text);
        if (text.startsWith("epoch 1/2")) io.interrupt();
      },
    };
    strictEqual(await main(args, stopping), 75);
    strictEqual(io.written.stdout, "");
    match(
      io.written.stderr,
      /Stopped and saved after step 1\d of 28\. To continue:\n {2}crlc train crlc\/digits --epochs 2 --set lambda1=2\n$/,
    );
    match((await crlc("runs")).stdout, /^crlc-digits-seed0 +stopped, epoch 1\/2 +- +- /m);
    const continued = await crlc(...args);
    strictEqual(continued.code, 0, continued.stderr);
    match(continued.stderr, /^goes on +after step 1\d of 28$/m);
    match(continued.stdout, /^Trained crlc\/digits: 2 epochs, 28 steps, .* since step 1\d/);
  });
});

const MISTAKES: readonly (readonly [number, string, string])[] = [
  [2, "UNKNOWN_RECIPE", "train crlc/digts"],
  [2, "UNKNOWN_OPTION", "train crlc/digits --set lamda1=1"],
  [2, "UNKNOWN_STRATEGY", "train crlc/digits --strategy crcl"],
  [2, "UNKNOWN_DATA_SET", "train crlc/digits --dataset digist"],
  [2, "UNKNOWN_BACKEND", "train crlc/digits --backend wsm"],
  [3, "PLUGIN_NOT_LOADED", "train crlc/digits --plugin ./nowhere.ts"],
];

for (const [code, name, line] of MISTAKES) {
  Deno.test(`crlc ${line} ends with ${code} and ${name}, and makes no run folder`, async () => {
    await withRuns(async (crlc, { CRLC_RUNS_DIR }) => {
      const done = await crlc(...line.split(" "));
      strictEqual(done.code, code, done.stderr);
      ok(done.stderr.includes(`[${name}]`), done.stderr);
      strictEqual(done.stdout, "");
      deepStrictEqual([...Deno.readDirSync(CRLC_RUNS_DIR)], []);
    });
  });
}

Deno.test("crlc runs tells of runs within folders, of one that is damaged, and of none", async () => {
  await withRuns(async (crlc, { CRLC_RUNS_DIR }) => {
    match((await crlc("runs")).stdout, /^There is no run in /);
    const run = join(CRLC_RUNS_DIR, "sweep-a", "b");
    await Deno.mkdir(run, { recursive: true });
    await Deno.writeTextFile(join(run, "recipe.json"), "{");
    const { items } = JSON.parse((await crlc("runs", "--json")).stdout);
    deepStrictEqual(items, [{ run, state: "unreadable" }]);
    match((await crlc("runs")).stdout, /^sweep-a\/b +unreadable/m);
    const none = await call(["runs"], { env: { CRLC_RUNS_DIR: "/no/such/folder" } });
    strictEqual(none.code, 0);
  });
});

Deno.test("crlc runs is stopped by no run in it: not by a pipe, a folder in place of a file, or a name", async () => {
  await withRuns(async (_, env) => {
    const runs = env.CRLC_RUNS_DIR, written = await writtenManifest();
    const path = "/photos/\x1b]0;title\x07\x1b[31mred";
    for (const run of ["pipe", "folder", "esc\x1b[2J"]) {
      await Deno.mkdir(join(runs, run, "checkpoints"), { recursive: true });
      await Deno.writeTextFile(join(runs, run, "recipe.json"), written(path));
    }
    await Deno.mkdir(join(runs, "folder", "SHA256SUMS"));
    if (Deno.build.os !== "windows") {
      await new Deno.Command("mkfifo", { args: [join(runs, "pipe", "metrics.jsonl")] }).output();
    }
    const { code, stdout, stderr } = await call(["runs"], { env });
    strictEqual(code, 0, stderr);
    match(stdout, /^folder +unreadable/m);
    if (Deno.build.os !== "windows") match(stdout, /^pipe +unreadable/m);
    match(stdout, /^esc\\u\{1b\}\[2J +stopped .*\\u\{1b\}\]0;title\\u\{7\}/m);
  });
});

/** Gives the text of a manifest as crlc writes it, of pictures at a path. */
async function writtenManifest(): Promise<(path: string) => string> {
  const recipe = await readRecipe(await openCatalog(), "crlc/digits");
  return (path) => {
    const of = { ...recipe, dataset: { ...recipe.dataset, options: { path } } };
    return JSON.stringify({
      ...{ schemaVersion: 1, recipe: of, recipeHash: hashRecipe(of) },
      data: { digest: "", samples: 1, shape: [8, 8, 1] },
      ...{ plugins: [], versions: {}, sessions: [] },
    });
  };
}

Deno.test("eval and neighbors of a folder that is no run say so", async () => {
  for (const command of ["eval", "neighbors"]) {
    const { code, stderr } = await call([command, "/no/such/run"]);
    strictEqual(code, 2, stderr);
    match(stderr, /^error: Cannot find run "\/no\/such\/run".*\[NO_SUCH_RUN\]/);
  }
});
