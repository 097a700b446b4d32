/**
 * Scores heads on features of photos: every set of `sets.jsonl` for scores (or those named), every
 * strategy, some seeds. `turtle` is also measured on the features of all files side by side, where
 * several are given, as `turtle of N`.
 *
 * Run: `crlc embed PHOTOS --encoder efficientnet-lite0 --to lite0.npy`, PHOTOS being
 * `imagenette160-3000`: folders of a class each. Then `deno run -A bench/photos/measure.ts lite0.npy
 * [lite1.npy ...] [--sets even-360,tailed-360] [--strategies kmeans,crlc-features,temi,turtle]
 * [--seeds 5|0,3] [--set KEY=VALUE] [--backend wasm]`. Sets of tiny-imagenet are measured where
 * `--tiny F.npy --tiny-classes wnids.txt` gives their features. Strategy `scratch` is the small
 * network on pixels, and needs `--photos PHOTOS`. `--keep FOLDER` keeps the runs. With `--output FILE`
 * what is in the file is not measured again; `table.ts` makes the table of `docs/results.md` of it.
 */
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { evaluate } from "../../results/scores/evaluate.ts";
import type { Observer } from "../../run/api.ts";
import { train } from "../../run/train/train.ts";
import { median, writeResult } from "../result.ts";
import type { PhotoSet } from "./draw_sets.ts";
import { openFeatures, readSets, type SetFeatures } from "./set_features.ts";

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    photos: { type: "string" },
    tiny: { type: "string" },
    "tiny-classes": { type: "string" },
    sets: { type: "string" },
    strategies: { type: "string", default: "kmeans,crlc-features,temi,turtle" },
    seeds: { type: "string", default: "5" },
    set: { type: "string", multiple: true, default: [] },
    backend: { type: "string", default: "wasm" },
    threads: { type: "string", default: "1" },
    keep: { type: "string" },
    output: { type: "string" },
  },
});
if (files.length === 0) {
  console.error("files of features must be given: see the top of this file");
  Deno.exit(2);
}

interface Measured {
  readonly acc: number;
  readonly nmi: number;
  readonly ari: number;
  readonly seconds: number;
}

const observer: Observer = { note() {}, warn() {}, progress() {} };

/** A target to train on, and the `--set` that it needs. */
interface Target {
  readonly path: string;
  readonly set?: readonly string[];
}

/** Rows and labels as a safetensors file. */
async function writeRows(path: string, { features, dimensions, labels }: SetFeatures) {
  const bytes = features.byteLength, count = labels.length;
  const header = new TextEncoder().encode(JSON.stringify({
    features: { dtype: "F32", shape: [count, dimensions], data_offsets: [0, bytes] },
    labels: { dtype: "U8", shape: [count], data_offsets: [bytes, bytes + count] },
  }));
  const length = new Uint8Array(new BigUint64Array([BigInt(header.length)]).buffer);
  const body = new Uint8Array(features.buffer, features.byteOffset, bytes);
  await Deno.writeFile(path, new Uint8Array([...length, ...header]));
  for (const part of [body, labels]) await Deno.writeFile(path, part, { append: true });
}

/** Features of several encoders, side by side in a row. */
function sideBySide(all: readonly SetFeatures[]): SetFeatures {
  const dimensions = all.reduce((sum, one) => sum + one.dimensions, 0);
  const features = new Float32Array(all[0].labels.length * dimensions);
  all[0].labels.forEach((_, row) => {
    let at = row * dimensions;
    for (const { features: own, dimensions: d } of all) {
      features.set(own.subarray(row * d, (row + 1) * d), at);
      at += d;
    }
  });
  return { ...all[0], features, dimensions };
}

async function scoreOf({ path, set = [] }: Target, k: number, strategy: string, seed: number) {
  const run = values.keep
    ? join(values.keep, `${basename(path)}-${strategy}-${seed}`)
    : join(work, "run");
  const environment = { backend: values.backend, threads: Number(values.threads), plugins: [] };
  const scratch = strategy === "scratch";
  const { seconds } = await train(
    {
      target: path,
      overrides: {
        ...{ clusters: k, seed, strategy: scratch ? undefined : strategy },
        set: [...set, ...scratch ? [] : values.set],
      },
      ...{ environment, run, runsFolder: work },
    },
    observer,
    new AbortController().signal,
  );
  const { selected: { acc, nmi, ari } } = await evaluate(
    { run, environment, baseline: false },
    observer,
  );
  if (!values.keep) await Deno.remove(run, { recursive: true });
  return { acc, nmi, ari, seconds } as Measured;
}

/** A folder of a set's photos, for what learns from pixels. */
async function linkPhotos({ name }: PhotoSet, { names, labels }: SetFeatures): Promise<Target> {
  const folder = join(work, name);
  for (const [i, photo] of names.entries()) {
    const from = join(values.photos!, photo), to = join(folder, `${labels[i]}`, `${i}.jpg`);
    await Deno.mkdir(dirname(to), { recursive: true });
    await Deno.link(from, to).catch(() => Deno.copyFile(from, to));
  }
  return { path: folder };
}

async function* targetsOf(set: PhotoSet): AsyncGenerator<[strategy: string, target: Target]> {
  const each = opened[set.source].map((open) => open(set)), [first] = each;
  const one = join(work, `${set.name}.safetensors`),
    all = join(work, `${set.name}-all.safetensors`);
  await writeRows(one, first);
  for (const strategy of values.strategies.split(",")) {
    yield [strategy, strategy === "scratch" ? await linkPhotos(set, first) : { path: one }];
    if (strategy !== "turtle" || each.length === 1) continue;
    await writeRows(all, sideBySide(each));
    const spaces = each.map(({ dimensions }) => dimensions);
    yield [`turtle of ${each.length}`, { path: all, set: [`spaces=${JSON.stringify(spaces)}`] }];
  }
}

/** What was measured of a strategy on a set. */
interface Result {
  readonly set: string;
  readonly ratio: number;
  readonly photos: number;
  readonly strategy: string;
  readonly scores: readonly Measured[];
}

/** What an earlier call has measured. */
async function earlier(): Promise<Result[]> {
  if (values.output === undefined) return [];
  const file = new URL(`../../${values.output}`, import.meta.url);
  return await Deno.readTextFile(file).then((text) => JSON.parse(text).results, () => []);
}

/** A number of seeds, or those of a list. */
const seeds = values.seeds.includes(",")
  ? values.seeds.split(",").map(Number)
  : Array.from({ length: Number(values.seeds) }, (_, seed) => seed);
const tinyClasses = values["tiny-classes"];
const opened = {
  imagenette: await Promise.all(files.map((file) => openFeatures(file))),
  "tiny-imagenet": values.tiny === undefined || tinyClasses === undefined ? [] : [
    await openFeatures(
      values.tiny,
      (await Deno.readTextFile(tinyClasses)).trim().split("\n").sort(),
    ),
  ],
};
const wanted = values.sets?.split(",");
const sets = (await readSets()).filter(({ name, use, source }) =>
  opened[source].length > 0 && (wanted ? wanted.includes(name) : use === "score")
);
const work = await Deno.makeTempDir();
const results = await earlier();
const save = () =>
  writeResult(
    "photos",
    {
      files: files.map((file) => basename(file)),
      backend: values.backend,
      threads: values.threads,
      set: values.set,
      results,
    },
    values.output,
  );
try {
  for (const set of sets) {
    const k = Object.keys(set.photos).length;
    for await (const [called, target] of targetsOf(set)) {
      if (results.some((one) => one.set === set.name && one.strategy === called)) continue;
      const scores: Measured[] = [];
      for (const seed of seeds) {
        scores.push(await scoreOf(target, k, called.replace(/ of .*/, ""), seed));
      }
      const photos = opened[set.source][0](set).labels.length, { name, ratio } = set;
      results.push({ ...{ set: name, ratio, photos, strategy: called, scores } });
      const three = (key: keyof Measured) => scores.map((one) => one[key].toFixed(3)).join(" ");
      const time = median(scores.map(({ seconds }) => seconds)).toFixed(1);
      console.log(`${name} (${photos} photos) ${called}: ACC ${three("acc")}, ${time} s`);
      await save();
    }
  }
} finally {
  await Deno.remove(work, { recursive: true });
}
