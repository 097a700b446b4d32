import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { resolve } from "node:path";
import { tf } from "../../backends/tf.ts";
import { dryRun } from "../../machine/dry_run.ts";
import { OF_A_RUN, type Typed } from "../../cli/process/permissions/command_permissions.ts";
import { resolvePermissions } from "../../cli/process/permissions/resolve.ts";
import { call } from "../cli/call.ts";
import { tree } from "../datasets/folder/tree.ts";
import { encode, flat } from "../datasets/images/encode.ts";
import { inFolder, listen, PLUGINS } from "../run/training.ts";

Deno.test("a dry run tells steps and time of every stage, writes nothing and leaves no tensor", () =>
  inFolder(async (folder) => {
    const request = {
      target: "blobs",
      overrides: {
        strategy: "crlc-two-stage",
        set: [
          'backbone={"widths":[4],"blocks":[1]}',
          "dataset.options.count=24",
          "epochs=7",
          "batchSize=8",
          "pretrain.epochs=5",
          "pretrain.batchSize=12",
          'input.augment.strong=[{"step":"tone"}]',
        ],
      },
      environment: { dataFolder: folder, backend: "cpu", plugins: [PLUGINS.blobs] },
    };
    await dryRun(request, listen());
    const before = tf.memory().numTensors;
    const { stages, steps, seconds, recipe, weights, keptImages } = await dryRun(request, listen());
    strictEqual(tf.memory().numTensors, before);
    deepStrictEqual(stages.map(({ name, steps }) => [name, steps]), [
      ["pretrain", 10],
      ["neighbours", 1],
      ["cluster", 21],
    ]);
    strictEqual(stages[1].millisecondsPerStep, undefined);
    strictEqual(steps, 32);
    ok(seconds > 0 && weights > 0);
    strictEqual(recipe.options.neighbours, 50);
    deepStrictEqual(Array.from(Deno.readDirSync(folder)), []);
    strictEqual(keptImages, false);
  }));

Deno.test("a dry run on backend cpu times a few images, and says so: a batch would take minutes", () =>
  inFolder(async (folder) => {
    const notes: string[] = [];
    const request = {
      target: "blobs",
      overrides: {
        set: ['backbone={"widths":[4],"blocks":[1]}', "dataset.options.count=64", "batchSize=32"],
      },
      environment: { dataFolder: folder, backend: "cpu", plugins: [PLUGINS.blobs] },
    };
    const { recipe, stages } = await dryRun(request, {
      ...listen(),
      note: (text) => void notes.push(text),
    });
    strictEqual(recipe.options.batchSize, 32);
    match(notes.join(), /timed with 8 images and reckoned for a whole batch/);
    ok(stages[0].millisecondsPerStep! > 0);
  }));

Deno.test("a dry run of a folder says that it has kept decoded images, once", () =>
  inFolder(async (cache) => {
    const images = Array.from({ length: 8 }, (_, i) => encode("png", 9, 9, flat(30 * i, 9, 9)));
    await using folder = await tree(Object.fromEntries(images.map((png, i) => [`${i}.png`, png])));
    const set = ["dataset.options.size=8", "input.size=[8,8]", "batchSize=8"];
    const request = {
      target: folder.path,
      overrides: { clusters: 2, epochs: 1, set: [...set, 'backbone={"widths":[4],"blocks":[1]}'] },
      environment: {
        ...{ dataFolder: "", backend: "cpu", plugins: [] },
        cache: { folder: cache, limit: 1e6 },
      },
    };
    strictEqual((await dryRun(request, listen())).keptImages, true);
    strictEqual((await dryRun(request, listen())).keptImages, false);
  }));

Deno.test("a dry run without the data tells the recipe and arithmetic, and that nothing was timed", async () => {
  const env = { CRLC_DATA_DIR: "/no/such/folder" };
  const args = ["train", "crlc/cifar10", "--dry-run", "--epochs", "3"];
  const { code, stdout, stderr } = await call([...args, "--json"], { env });
  strictEqual(code, 0, stderr);
  match(stderr, /^not timed: Cannot open data set "cifar10"/m);
  match(stderr, /^to train it: crlc datasets fetch cifar10/m);
  const { timed, recipe, samples, steps, seconds } = JSON.parse(stdout);
  deepStrictEqual([timed, recipe.clusters, samples, steps], [false, 10, 50_000, 3 * 97]);
  ok(seconds > 100);
  const said = await call(args, { env });
  match(said.stdout, /^50,000 images, not timed: they are not here\n.*3 epochs, 291 steps\n/m);
});

Deno.test("with HOME unset nothing is refused that needs no folder of it", async () => {
  const env = { HOME: "" };
  for (const line of ["train crlc/digits --dry-run --epochs 1", "datasets verify digits"]) {
    const { code, stderr } = await call([...line.split(" "), "--json"], { env });
    strictEqual(code, 0, stderr);
  }
  const { code, stderr } = await call(["datasets", "verify", "mnist"], { env });
  deepStrictEqual([code, stderr.includes("[NO_HOME]")], [2, true]);
  deepStrictEqual(
    (await resolvePermissions<Typed & { run: string }>(OF_A_RUN, {
      run: "a",
      json: false,
      backend: "wasm",
    }, {
      env: () => undefined,
    }))!.write,
    [resolve("a")],
  );
});
