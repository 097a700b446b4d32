/**
 * Scores heads on features of photos: every set of `sets.jsonl` for scores (or those named), every
 * strategy, some seeds. Photos pass through the encoder once.
 *
 * Run: `deno run -A bench/photos/measure.ts PHOTOS --encoder NAME|FILE [--sets even-360,tailed-360]
 * [--strategies kmeans,crlc-features,temi,turtle] [--seeds 5] [--backend wasm]`, PHOTOS being
 * `imagenette160-3000`: folders of a class each. Strategy `scratch` is the small network on pixels.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { backends } from "../../backends/mod.ts";
import { prepareFile } from "../../datasets/folder/prepare_file.ts";
import { listImages } from "../../datasets/folder/walk.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import { describeEncoder, encoderPlace, openImageEncoder } from "../../run/recipe/encoder.ts";
import { writeResult } from "../result.ts";
import type { PhotoSet } from "./draw_sets.ts";

const { values, positionals: [photos] } = parseArgs({
  allowPositionals: true,
  options: {
    encoder: { type: "string" },
    sets: { type: "string" },
    strategies: { type: "string", default: "kmeans,crlc-features,temi,turtle" },
    seeds: { type: "string", default: "5" },
    backend: { type: "string", default: "wasm" },
    "data-folder": { type: "string" },
    output: { type: "string" },
  },
});
if (photos === undefined || values.encoder === undefined) {
  console.error("PHOTOS and --encoder must be given: see the top of this file");
  Deno.exit(2);
}

interface Scores {
  readonly acc: number;
  readonly nmi: number;
  readonly ari: number;
}

/** The features of the photos that are needed, each at its place among all. */
async function embed(needed: ReadonlySet<string>) {
  await using _open = await (await backends.get(values.backend)).open({ threads: 2 });
  const catalog = await openCatalog([]);
  const place = encoderPlace(catalog, { dataFolder: values["data-folder"], hubCache: undefined });
  const described = await describeEncoder(values.encoder!, place);
  const { input: { resize: side, ...form }, dimensions } = described;
  using encoder = await openImageEncoder(described, place);
  const features = new Float32Array(images.length * dimensions);
  let done = 0;
  for (const [i, image] of images.entries()) {
    if (!needed.has(image)) continue;
    const square = await prepareFile(join(photos, image), side, form);
    features.set(
      await encoder.embed(square, { height: side, width: side, channels: 3 }),
      i * dimensions,
    );
    if (++done % 100 === 0) console.error(`${done} of ${needed.size} photos embedded`);
  }
  return { features, described };
}

/** Rows and labels as a safetensors file. */
async function writeRows(path: string, rows: Float32Array, width: number, labels: Uint8Array) {
  const bytes = rows.byteLength, count = labels.length;
  const header = new TextEncoder().encode(JSON.stringify({
    features: { dtype: "F32", shape: [count, width], data_offsets: [0, bytes] },
    labels: { dtype: "U8", shape: [count], data_offsets: [bytes, bytes + count] },
  }));
  const length = new Uint8Array(new BigUint64Array([BigInt(header.length)]).buffer);
  const body = new Uint8Array(rows.buffer, rows.byteOffset, bytes);
  await Deno.writeFile(path, new Uint8Array([...length, ...header]));
  for (const part of [body, labels]) await Deno.writeFile(path, part, { append: true });
}

async function crlc(...args: string[]): Promise<string> {
  const main = new URL("../../cli/main.ts", import.meta.url).pathname;
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", main, ...args],
  }).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  if (code !== 0) throw new Error(`crlc ${args.join(" ")}: ${decode(stderr)}`);
  return decode(stdout);
}

async function scoreOf(target: string, k: number, strategy: string, seed: number, run: string) {
  const how = strategy === "scratch" ? ["--encoder", "none"] : ["--strategy", strategy];
  const backend = ["--backend", values.backend];
  const seeded = ["-k", `${k}`, "--seed", `${seed}`, "--run", run, "--quiet"];
  await crlc("train", target, ...how, ...seeded, ...backend);
  const found = JSON.parse(await crlc("eval", run, "--json", "--no-yardstick", ...backend));
  await Deno.remove(run, { recursive: true });
  const { acc, nmi, ari } = found.heads.find(
    ({ head }: { head: number }) => head === found.selected.head,
  );
  return { acc, nmi, ari } as Scores;
}

const text = await Deno.readTextFile(new URL("sets.jsonl", import.meta.url));
const wanted = values.sets?.split(",");
const sets = text.trim().split("\n").map((line) => JSON.parse(line) as PhotoSet).filter((
  { name, use, source },
) => source === "imagenette" && (wanted ? wanted.includes(name) : use === "score"));
const { images } = await listImages(join(photos, "/"));
const classes = [...new Set(images.map((image) => image.slice(0, image.indexOf("/"))))];

/** Positions among all photos of those of a set, and their classes. */
function rowsOf({ photos }: PhotoSet): { row: number; label: number }[] {
  return Object.entries(photos).flatMap(([folder, places], label) => {
    const first = images.findIndex((image) => image.startsWith(`${classes[Number(folder)]}/`));
    return places.split(" ").map((place) => ({ row: first + Number(place), label }));
  });
}

const needed = new Set(sets.flatMap(rowsOf).map(({ row }) => images[row]));
const { features, described } = await embed(needed);
const width = described.dimensions;
const work = await Deno.makeTempDir();
const results: Record<string, unknown>[] = [];
try {
  for (const set of sets) {
    const chosen = rowsOf(set), rows = chosen.map(({ row }) => row);
    const labels = chosen.map(({ label }) => label);
    const data = new Float32Array(rows.length * width);
    rows.forEach((row, i) =>
      data.set(features.subarray(row * width, (row + 1) * width), i * width)
    );
    const file = join(work, `${set.name}.safetensors`), folder = join(work, set.name);
    await writeRows(file, data, width, Uint8Array.from(labels));
    for (const [i, row] of rows.entries()) {
      const to = join(folder, `${labels[i]}`, `${i}.jpg`);
      await Deno.mkdir(join(folder, `${labels[i]}`), { recursive: true });
      await Deno.link(join(photos, images[row]), to).catch(() =>
        Deno.copyFile(join(photos, images[row]), to)
      );
    }
    for (const strategy of values.strategies.split(",")) {
      const scores: Scores[] = [];
      for (let seed = 0; seed < Number(values.seeds); seed++) {
        const target = strategy === "scratch" ? folder : file;
        scores.push(
          await scoreOf(target, Object.keys(set.photos).length, strategy, seed, join(work, "run")),
        );
      }
      const { name, ratio } = set;
      results.push({ set: name, ratio, photos: rows.length, strategy, scores });
      const accs = scores.map(({ acc }) => acc.toFixed(3)).join(" ");
      console.log(`${name} (${rows.length} photos): ${strategy} ACC ${accs}`);
    }
  }
} finally {
  await Deno.remove(work, { recursive: true });
}
const { name, digest, about, input } = described;
await writeResult(
  "photos",
  { encoder: { name, about, digest, input }, backend: values.backend, results },
  values.output,
);
