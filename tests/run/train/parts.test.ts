import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { findNeighbours } from "../../../results/neighbours.ts";
import { decodeSafetensors } from "../../../run/folder/safetensors.ts";
import { train } from "../../../run/train/train.ts";
import { inFolder, lastCheckpoint, listen, PLUGINS } from "../training.ts";

const environment = { dataFolder: "", backend: "cpu", plugins: [PLUGINS.blobs] };
const SMALL = [
  'backbone={"widths":[4],"blocks":[1],"stem":"cifar","stemStride":2}',
  "dataset.options.count=24",
  "featureSize=4",
];

function trainPart(
  strategy: string,
  run: string,
  set: readonly string[],
  more: { from?: string; labels?: string; failOnCollapse?: boolean } = {},
  common = SMALL,
) {
  const request = {
    target: "blobs",
    overrides: { strategy, seed: 5, set: [...common, ...set] },
    environment,
    run,
    runsFolder: run,
    ...more,
  };
  return train(request, listen(), new AbortController().signal);
}

const PRETRAIN = ["epochs=1", "batchSize=12", "batching=drop"];
const TWO_STAGE = [
  "epochs=2",
  "batchSize=8",
  "subHeads=2",
  "neighbours=3",
  "pretrain.epochs=1",
  "pretrain.batchSize=12",
  "pretrain.batching=drop",
  'pretrain.optimiser={"kind":"sgd","learningRate":0.1,"momentum":0.9,"weightDecay":0.0005}',
  'pretrain.schedule={"kind":"constant"}',
  'input.augment.strong=[{"step":"tone"}]',
];

async function numbersOf(run: string) {
  const { tensors } = decodeSafetensors(await lastCheckpoint(run));
  return Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, data]));
}

Deno.test("two-stage work done in parts gives the numbers of one run, with neighbours kept or sought anew", () =>
  inFolder(async (folder) => {
    const [whole, first, kept, anew] = ["whole", "first", "kept", "anew"]
      .map((name) => join(folder, name));
    await trainPart("crlc-two-stage", whole, TWO_STAGE);
    await trainPart("simclr", first, PRETRAIN);
    await trainPart("crlc-two-stage", anew, TWO_STAGE, { from: first });
    await findNeighbours({ run: first, environment, queries: [], k: 5 }, listen());
    await trainPart("crlc-two-stage", kept, TWO_STAGE, { from: first });
    const expected = await numbersOf(whole);
    deepStrictEqual(await numbersOf(anew), expected);
    // What was cut short is sought anew as well.
    await Deno.truncate(join(first, "neighbors.safetensors"), 100);
    const cut = join(folder, "cut");
    await trainPart("crlc-two-stage", cut, TWO_STAGE, { from: first });
    deepStrictEqual(await numbersOf(cut), expected);
    deepStrictEqual(await numbersOf(kept), expected);
  }));

/** The terms of the last line of a run's metrics. */
async function termsOf(run: string): Promise<Record<string, number>> {
  const lines = (await Deno.readTextFile(join(run, "metrics.jsonl"))).trim().split("\n");
  return JSON.parse(lines.at(-1)!).terms;
}

Deno.test("L_FC is logged without being learned from where lambda2 is 0, and both heads learn where the second stage has one", () =>
  inFolder(async (folder) => {
    const [none, head, alone, both] = ["none", "head", "alone", "both"]
      .map((name) => join(folder, name));
    const set = ["epochs=1", "batchSize=8", "subHeads=2"];
    await trainPart("crlc", none, [...set, "lambda2=0"]);
    const { featureContrast } = await termsOf(none);
    ok(featureContrast > 0 && featureContrast < 2 * Math.log(15), `${featureContrast}`);
    // The clustering head alone has no such term, and the same numbers.
    const bare = SMALL.filter((one) => !one.startsWith("featureSize"));
    await trainPart("crlc-head", head, set, {}, bare);
    strictEqual("featureContrast" in await termsOf(head), false);
    deepStrictEqual(await numbersOf(none), await numbersOf(head));

    const representation = async (run: string) =>
      Object.entries(await numbersOf(run)).filter(([name]) => /representation/.test(name));
    await trainPart("crlc-two-stage", alone, TWO_STAGE);
    await trainPart("crlc-two-stage", both, [...TWO_STAGE, "lambda2=10"]);
    strictEqual("featureContrast" in await termsOf(alone), false);
    ok((await termsOf(both)).featureContrast > 0);
    const [before, after] = [await representation(alone), await representation(both)];
    ok(before.length > 0 && JSON.stringify(before) !== JSON.stringify(after));
  }));

Deno.test("a run that begins with another one goes on where it stopped", () =>
  inFolder(async (folder) => {
    const [first, second] = ["first", "second"].map((name) => join(folder, name));
    await trainPart("simclr", first, PRETRAIN);
    // The pointer is a hint, and may be lost.
    await Deno.writeTextFile(join(first, "checkpoints", "latest"), "");
    const { status } = await trainPart("crlc-two-stage", second, TWO_STAGE, { from: first });
    strictEqual(status, "finished");
    const again = await trainPart("crlc-two-stage", second, TWO_STAGE, { from: first });
    strictEqual(again.status, "unchanged");
  }));

Deno.test("a run that does not fit is not begun with", () =>
  inFolder(async (folder) => {
    const [first, second] = ["first", "second"].map((name) => join(folder, name));
    await trainPart("simclr", first, PRETRAIN);
    await rejects(
      trainPart("crlc-two-stage", second, [...TWO_STAGE, "featureSize=5"], { from: first }),
      { code: "ORIGIN_DOES_NOT_FIT", exitCode: 2 },
    );
    await rejects(
      trainPart("crlc-two-stage", second, TWO_STAGE, { from: join(folder, "none") }),
      { code: "NO_SUCH_RUN" },
    );
  }));

const SEMI = ["epochs=1", "batchSize=12", "subHeads=2", "perClass=2", "labelledBatch=6"];

Deno.test("labels are drawn evenly by the seed, written down, and fewer are a part of more", () =>
  inFolder(async (folder) => {
    const labels = async (perClass: number) => {
      const run = join(folder, `${perClass}`);
      await trainPart("crlc-semi", run, [...SEMI, `perClass=${perClass}`]);
      return JSON.parse(await Deno.readTextFile(join(run, "recipe.json"))).recipe.labels as {
        images: number[];
        classes: number[];
      };
    };
    const few = await labels(1), more = await labels(3);
    deepStrictEqual(few.classes.toSorted(), [0, 1, 2, 3]);
    strictEqual(more.images.length, 12);
    // The class of a blob is its number modulo 4.
    deepStrictEqual(more.classes, more.images.map((image) => image % 4));
    deepStrictEqual(few.images.filter((image) => !more.images.includes(image)), []);
  }));

Deno.test("labels can be given in a file, by number or name, and mistakes in it are told", () =>
  inFolder(async (folder) => {
    const file = join(folder, "labels.json"), run = join(folder, "run");
    const withFile = async (content: string) => {
      await Deno.writeTextFile(file, content);
      return await trainPart("crlc-semi", run, SEMI, { labels: file });
    };
    const refused = { code: "BAD_LABELS_FILE", exitCode: 4 };
    await rejects(withFile("no JSON"), refused);
    await rejects(withFile("{}"), refused);
    await rejects(withFile("[1, 2]"), { ...refused, message: /must hold an object/ });
    await rejects(withFile('{"0": 1, "1": -1}'), { ...refused, message: /that of "1" is -1$/ });
    await rejects(withFile('{"1": "cat"}'), { ...refused, message: /that of "1" is "cat"$/ });
    await rejects(withFile('{"24": 1}'), refused);
    await rejects(withFile('{"1": 1, "blob 1": 2}'), refused);
    await rejects(withFile('{"1": 4}'), { code: "WRONG_CLUSTERS" });
    await withFile('{"blob 7": 3, "1": 1, "2": 2, "0": 0}');
    const { recipe } = JSON.parse(await Deno.readTextFile(join(run, "recipe.json")));
    deepStrictEqual(recipe.labels, { images: [0, 1, 2, 7], classes: [0, 1, 2, 3] });
    await Deno.remove(run, { recursive: true });
    // The class of a blob is its number modulo 4.
    await withFile("# the paper's own\r\n9\n7\n\n0\n 2\n3\n");
    const listed = JSON.parse(await Deno.readTextFile(join(run, "recipe.json"))).recipe.labels;
    deepStrictEqual(listed, { images: [0, 2, 3, 7, 9], classes: [0, 2, 3, 3, 1] });
    for (
      const [content, message] of [
        ["0\n1\n24\n", /line 3 must be the number of an image, from 0 to 23, and is "24"$/],
        ["0\n-1\n", /line 2 .* is "-1"$/],
        ["0\n1, 2\n", /line 2 .* is "1, 2"$/],
        ["0\n1\n2\n0\n", /named once, and 0 stands in lines 1 and 4$/],
        ["0\n1\n2\n", /names none of class 3( \(".+"\))?$/],
      ] as const
    ) await rejects(withFile(content), { ...refused, message });
    await rejects(trainPart("crlc", join(folder, "x"), PRETRAIN, { labels: file }), {
      code: "LABELS_UNUSED",
    });
  }));

Deno.test("clusters that collapse end the run where that is asked for", () =>
  inFolder(async (run) => {
    // A rate that throws every image into one cluster, and nothing that keeps clusters even.
    const set = [
      "epochs=4",
      "batchSize=8",
      "subHeads=1",
      "lambda1=0",
      "lambda2=0",
      "smoothing=0.9",
      "optimiser.learningRate=3",
    ];
    await rejects(trainPart("crlc", run, set, { failOnCollapse: true }), {
      code: "CLUSTERS_COLLAPSED",
      exitCode: 1,
    });
  }));
