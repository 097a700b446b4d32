import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { dryRun } from "../../../machine/dry_run.ts";
import { evaluate } from "../../../results/scores/evaluate.ts";
import { repeatRun } from "../../../results/repeat.ts";
import { openManifest } from "../../../run/folder/run_folder.ts";
import { decodeSafetensors } from "../../../run/folder/safetensors.ts";
import { verifyRun } from "../../../results/verify.ts";
import { encode, flat } from "../../datasets/images/encode.ts";
import { STL_FOLDER, stlImages } from "../../datasets/stl10/layout.ts";
import { sharedFile, testWith } from "../../datasets/shared.ts";
import { stl10 } from "../../../datasets/stl10/stl10.ts";
import { SMALL_STL, STEPS, trainStl, writeSmallStl } from "./auxiliary.ts";
import { inFolder, lastCheckpoint, listen } from "../training.ts";

const EPOCH = STEPS.auxiliary + STEPS.own;

async function numbersOf(run: string): Promise<Record<string, ArrayLike<number>>> {
  const { tensors } = decodeSafetensors(await lastCheckpoint(run));
  return Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, data]));
}

async function linesOf(run: string) {
  const text = await Deno.readTextFile(join(run, "metrics.jsonl"));
  return text.trim().split("\n").map((line) => JSON.parse(line));
}

Deno.test("every epoch passes over the auxiliary split first, and logs only the feature contrast of it", () =>
  inFolder(async (folder) => {
    const environment = await writeSmallStl(folder), run = join(folder, "run");
    const { steps, plan } = await trainStl(environment, run);
    strictEqual(steps, 2 * EPOCH);
    strictEqual(plan.stepsPerEpoch, EPOCH);
    deepStrictEqual(plan.auxiliary, { split: "unlabeled", samples: 5 });
    const lines = await linesOf(run);
    deepStrictEqual(lines.map(({ epoch, step }) => [epoch, step]), [[1, EPOCH], [2, 2 * EPOCH]]);
    for (const { terms } of lines) {
      const of = (own: boolean) =>
        Object.keys(terms).filter((name) => name.startsWith("auxiliary/") !== own).sort();
      deepStrictEqual(
        of(false),
        ["featureContrast", "featureInformation", "loss"].map((name) => `auxiliary/${name}`),
      );
      ok(
        ["cluster", "entropy", "featureContrast", "loss"].every((name) => of(true).includes(name)),
      );
      // lambda2 is 10, and the loss of those steps is nothing else.
      const { "auxiliary/loss": loss, "auxiliary/featureContrast": contrast } = terms;
      ok(Math.abs(loss - 10 * contrast) < 1e-4 * loss, `${loss} ${contrast}`);
    }
  }));

Deno.test("in the auxiliary pass the clustering heads neither learn nor decay", () =>
  inFolder(async (folder) => {
    const environment = await writeSmallStl(folder);
    const states: Record<string, ArrayLike<number>>[] = [];
    for (let step = 1; step <= STEPS.auxiliary + 1; step++) {
      const run = join(folder, `run-${step}`);
      await trainStl(environment, run, { stopAfter: step, set: ["optimiser.weightDecay=0.1"] });
      states.push(await numbersOf(run));
    }
    const [first, second, third] = states;
    const changed = (a: typeof first, b: typeof first, part: string) =>
      Object.keys(a).filter((name) => name.includes(part)).filter((name) =>
        Array.from(a[name]).some((value, i) => value !== b[name][i])
      ).length;
    strictEqual(changed(first, second, "/clustering/"), 0);
    ok(changed(first, second, "weights/backbone/") > 0);
    ok(changed(first, second, "weights/representation/") > 0);
    ok(changed(second, third, "weights/clustering/") > 0);
  }));

Deno.test("a run stopped in the middle of the auxiliary pass gives the bytes and the log of one that ran through", () =>
  inFolder(async (folder) => {
    const environment = await writeSmallStl(folder), straight = join(folder, "straight");
    const set = ["schedule.kind=cosine", "batching=carry"];
    await trainStl(environment, straight, { set });
    const ofTheRun = async (run: string) =>
      (await linesOf(run)).map(({ learningRate, terms }) => ({ learningRate, terms }));
    for (const step of [1, EPOCH, EPOCH + 1]) {
      const run = join(folder, `stopped-${step}`);
      strictEqual((await trainStl(environment, run, { set, stopAfter: step })).status, "stopped");
      strictEqual((await trainStl(environment, run, { set })).status, "finished");
      deepStrictEqual(await lastCheckpoint(run), await lastCheckpoint(straight));
      deepStrictEqual(await ofTheRun(run), await ofTheRun(straight));
    }
  }));

Deno.test("two-stage work with auxiliary images gives the same numbers in parts as in one run", () =>
  inFolder(async (folder) => {
    const { options: { subHeads, ...options }, input } = SMALL_STL;
    const strong = [{ step: "resize" }, { step: "flip", p: 0.5 }];
    const common = { ...SMALL_STL, input: { ...input, augment: { ...input.augment, strong } } };
    const { backbone, featureSize, ...training } = options;
    const network = { backbone, featureSize };
    const optimiser = { kind: "sgd", learningRate: 0.1, momentum: 0.9 };
    const pretrain = { ...training, optimiser, schedule: { kind: "cosine" } };
    const [first, whole, second] = ["first", "whole", "second"].map((name) => join(folder, name));
    const recipes = [
      { ...common, strategy: "simclr", options: { ...network, ...pretrain } },
      {
        ...common,
        strategy: "crlc-two-stage",
        options: { ...network, ...training, subHeads, pretrain, neighbours: 2 },
      },
    ];
    const [one, two] = await Promise.all(
      recipes.map((recipe, i) => writeSmallStl(join(folder, `${i}`), {}, recipe)),
    );
    await trainStl(one, first);
    await trainStl(two, whole);
    await trainStl(two, second, { from: first });
    deepStrictEqual(await numbersOf(second), await numbersOf(whole));
    // The second stage never sees the auxiliary images.
    const lines = (await linesOf(whole)).filter(({ stage }) => stage === "cluster");
    ok(lines.length > 0);
    for (const { terms } of lines) {
      ok(!Object.keys(terms).some((name) => name.startsWith("auxiliary/")));
    }
  }));

Deno.test("views of auxiliary images may be made on the device", () =>
  inFolder(async (folder) => {
    const environment = await writeSmallStl(folder);
    const { status } = await trainStl(environment, join(folder, "run"), { augment: "device" });
    strictEqual(status, "finished");
  }));

Deno.test("a run with auxiliary images is scored, repeated and verified, and tells when they change", () =>
  inFolder(async (folder) => {
    const { dataFolder, target } = await writeSmallStl(folder), run = join(folder, "run");
    await trainStl({ dataFolder, target }, run);
    const { data } = await openManifest(run);
    deepStrictEqual([data.auxiliary?.split, data.auxiliary?.samples], ["unlabeled", 5]);
    const environment = { dataFolder, backend: "cpu", plugins: [] };
    const { finished, scores } = await evaluate({ run, environment, baseline: false }, listen());
    ok(finished);
    ok(scores[0].selected.acc !== undefined);
    const again = { original: run, run: join(folder, "again"), environment };
    const { repetition } = await repeatRun(again, listen(), new AbortController().signal);
    ok(repetition?.equal, JSON.stringify(repetition));
    const checked = async () =>
      (await verifyRun(run, environment)).checks.filter(({ what }) => what.endsWith("data"))
        .map(({ what, state }) => `${what}: ${state}`);
    deepStrictEqual(await checked(), ["data: ok", "auxiliary data: ok"]);
    const file = join(dataFolder, "stl10", STL_FOLDER, "unlabeled_X.bin");
    await Deno.writeFile(file, stlImages(5, 3));
    deepStrictEqual(await checked(), ["data: ok", "auxiliary data: bad"]);
    await Deno.remove(file);
    deepStrictEqual(await checked(), ["data: ok", "auxiliary data: skipped"]);
  }));

Deno.test("a run does not go on with other auxiliary images than it began with", () =>
  inFolder(async (folder) => {
    const environment = await writeSmallStl(folder), run = join(folder, "run");
    await trainStl(environment, run, { stopAfter: 1 });
    const file = join(environment.dataFolder, "stl10", STL_FOLDER, "unlabeled_X.bin");
    await Deno.writeFile(file, stlImages(5, 3));
    await rejects(trainStl(environment, run), {
      kind: "checkpoint",
      code: "CHECKPOINT_OF_ANOTHER_RUN",
      message: /its auxiliary images must be this run's, and are others$/,
    });
  }));

Deno.test("a dry run counts and times the auxiliary pass with the rest", () =>
  inFolder(async (folder) => {
    const { dataFolder, target } = await writeSmallStl(folder);
    const { stages: [stage], steps, seconds } = await dryRun({
      target,
      overrides: { epochs: 6, set: [] },
      environment: { dataFolder, backend: "cpu", plugins: [] },
    }, listen());
    deepStrictEqual([stage.steps, steps], [6 * EPOCH, 6 * EPOCH]);
    const { split, samples, steps: first, millisecondsPerStep } = stage.auxiliary!;
    deepStrictEqual([split, samples, first], ["unlabeled", 5, 6 * STEPS.auxiliary]);
    ok(millisecondsPerStep! > 0);
    ok(Math.abs(seconds - steps * stage.millisecondsPerStep! / 1000) < 1e-9);
  }));

Deno.test("auxiliary images can be some of a split, and can be set and left out on the command line", () =>
  inFolder(async (folder) => {
    const { auxiliary: _auxiliary, ...dataset } = SMALL_STL.dataset;
    const environment = await writeSmallStl(folder, {}, { ...SMALL_STL, dataset });
    const count = async (name: string, set: string[]) =>
      (await trainStl(environment, join(folder, name), { set })).steps;
    strictEqual(await count("none", []), 2 * STEPS.own);
    strictEqual(await count("all", ["dataset.auxiliary=unlabeled"]), 2 * EPOCH);
    const some = 'dataset.auxiliary={"split":"unlabeled","first":2}';
    strictEqual(await count("some", [some]), 2 * (STEPS.own + 1));
    const off = ["dataset.auxiliary=unlabeled", "dataset.auxiliary=null"];
    strictEqual(await count("off", off), 2 * STEPS.own);
    deepStrictEqual(
      await lastCheckpoint(join(folder, "off")),
      await lastCheckpoint(join(folder, "none")),
    );
  }));

Deno.test("a part of a split is clustered, and all of it may be auxiliary", () =>
  inFolder(async (folder) => {
    const environment = await writeSmallStl(folder);
    const of = async (name: string, set: string[]) =>
      (await trainStl(environment, join(folder, name), { set })).plan;
    const set = ["dataset.first=4", "dataset.auxiliary=train+test"];
    const some = { split: "train+test", first: 5 };
    const { samples, auxiliary } = await of("all", set);
    deepStrictEqual([samples, auxiliary?.samples], [4, 7]);
    const fewer = await of("fewer", [set[0], `dataset.auxiliary=${JSON.stringify(some)}`]);
    deepStrictEqual([fewer.samples, fewer.auxiliary?.samples], [4, 5]);
  }));

Deno.test("auxiliary images that cannot be used are refused before anything is written", () =>
  inFolder(async (folder) => {
    const environment = await writeSmallStl(folder, { "unlabeled_X.bin": undefined });
    const run = join(folder, "run");
    const cases = [
      [{}, { code: "DATASET_MISSING", message: /unlabeled_X\.bin is missing/ }],
      [{ set: ["dataset.auxiliary=unlabelled"] }, {
        code: "UNKNOWN_SPLIT",
        message:
          /dataset\.auxiliary must name a split of data set "stl10", train, test, .*, and names "unlabelled"$/,
        hint: 'did you mean "unlabeled"?',
      }],
      [{ dataset: "digits", set: ["dataset.split=train", "dataset.auxiliary=unlabeled"] }, {
        code: "UNKNOWN_SPLIT",
        message: /data set "digits", train, and names "unlabeled"$/,
        hint: /dataset\.auxiliary=null/,
      }],
      [{ strategy: "crlc-head", set: ["dataset.auxiliary=test"] }, {
        code: "AUXILIARY_UNUSED",
        message: /a stage must train on them, and "crlc-head" has none/,
        hint: /^strategies with a representation head do, .*dataset\.auxiliary=null/,
      }],
      [{ set: ["dataset.auxiliary=test", "lambda2=0"] }, { code: "AUXILIARY_UNUSED" }],
      [{ set: ["dataset.auxiliary=test", "batchSize=4"] }, {
        code: "BATCH_TOO_LARGE",
        message: /the number of auxiliary images, 3, and is 4/,
        hint: /batchSize=3; .*dataset\.auxiliary=null/,
      }],
      [{ set: ['dataset.auxiliary={"split":"test","first":9}'] }, {
        code: "TOO_FEW_IMAGES",
        message: /^Cannot take the first 9 images, as dataset\.auxiliary\.first says: /,
        hint: "--set dataset.auxiliary.first=3 takes all of them",
      }],
      [{ set: ["dataset.auxiliary=7"] }, { code: "BAD_OPTION" }],
    ] as const;
    for (const [options, error] of cases) await rejects(trainStl(environment, run, options), error);
    deepStrictEqual(Array.from(Deno.readDirSync(folder), ({ name }) => name).sort(), [
      "data",
      "stl.json",
    ]);
  }));

Deno.test("a folder may have auxiliary images beside its training images", () =>
  inFolder(async (folder) => {
    const path = join(folder, "images");
    for (
      const [part, count] of [["train", 4], ["val", 4], ["test", 2], ["unlabeled", 3]] as const
    ) {
      await Deno.mkdir(join(path, part), { recursive: true });
      for (let i = 0; i < count; i++) {
        await Deno.writeFile(join(path, part, `${i}.png`), encode("png", 8, 8, flat(i, 99, count)));
      }
    }
    const dataset = { name: "folder", options: { path, size: 8 }, auxiliary: "unlabeled" };
    const environment = await writeSmallStl(folder, {}, { ...SMALL_STL, dataset });
    strictEqual((await trainStl(environment, join(folder, "a"))).steps, 2 * (2 + 1));
    // A split that not every folder has.
    const set = ["dataset.auxiliary=val"];
    strictEqual((await trainStl(environment, join(folder, "b"), { set })).steps, 2 * (2 + 2));
    await Deno.remove(join(path, "unlabeled"), { recursive: true });
    await rejects(trainStl(environment, join(folder, "c")), {
      code: "UNKNOWN_SPLIT",
      message: /of data set "folder", test, train, train\+test, val, and names "unlabeled"$/,
      hint: /dataset\.auxiliary=null/,
    });
  }));

testWith(
  "stl10_binary-layout-mini.tar.gz",
  "real unlabelled photos of STL-10 train the representation",
  () =>
    inFolder(async (folder) => {
      const environment = await writeSmallStl(folder);
      const root = join(environment.dataFolder, "stl10");
      await Deno.remove(root, { recursive: true });
      await stl10.import!([sharedFile("stl10_binary-layout-mini.tar.gz")], root, {
        unverified: true,
      });
      const run = join(folder, "run");
      const { steps } = await trainStl(environment, run, { set: ["batchSize=32", "epochs=3"] });
      strictEqual(steps, 3 * (3 + 6));
      const contrasts = (await linesOf(run)).map(({ terms }) => terms["auxiliary/featureContrast"]);
      ok(contrasts[2] < contrasts[0], contrasts.join());
    }),
);
