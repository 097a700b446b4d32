/**
 * What large sets of images cost: time and memory, each measured in a process of its own.
 *
 *     deno run -A bench/large_sets.ts list [FILES]         lists a folder of 300,000 files
 *     deno run -A bench/large_sets.ts stream [IMAGES]      an epoch of 1,000,000 images of 32 x 32
 *     deno run -A bench/large_sets.ts photos FOLDER [SIZE] first and second start on photos
 *
 * Prints JSON. Files are made in a temporary folder, outside of what is timed, and removed.
 */
import { join } from "node:path";
import { openEntry } from "../datasets/cache/open_entry.ts";
import { entrySource } from "../datasets/cache/entry_source.ts";
import { writeEntry } from "../datasets/cache/write_entry.ts";
import { folder } from "../datasets/folder/folder.ts";
import { identify } from "../datasets/folder/identify.ts";
import { listImages } from "../datasets/folder/walk.ts";
import { fromSource } from "../datasets/image_source.ts";
import { batchesOf } from "../pipeline/batches.ts";
import { parseAugmentation } from "../pipeline/augmentation.ts";
import { openLoader } from "../pipeline/loader.ts";

const SIDE = 32, BYTES = SIDE * SIDE * 3, BATCH = 500;
const megabytes = () => Math.round(Deno.memoryUsage().rss / 1e6);
const seconds = (since: number) => Number(((performance.now() - since) / 1000).toFixed(3));

/** Runs a part of this program in a process of its own, and gives what it prints. */
async function apart(...args: string[]): Promise<unknown> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", import.meta.filename!, ...args],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`Cannot run ${args.join(" ")}`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

async function makeFiles(path: string, files: number): Promise<void> {
  for (let i = 0; i < files; i++) {
    const inner = join(path, `class${i % 200}`);
    if (i < 200) await Deno.mkdir(inner);
    Deno.writeFileSync(join(inner, `image_${i}.jpg`), new Uint8Array(8));
  }
}

async function list(path: string) {
  const idleMegabytes = megabytes(), began = performance.now();
  const { images } = await listImages(path);
  const listSeconds = seconds(began), stated = performance.now();
  await identify(path, images, { purpose: "bench", size: 64 });
  const identifySeconds = seconds(stated);
  return {
    files: images.length,
    listSeconds,
    identifySeconds,
    idleMegabytes,
    megabytes: megabytes(),
  };
}

async function makeEntry(path: string, images: number): Promise<void> {
  using file = await Deno.open(path, { read: true, write: true, create: true });
  const writer = writeEntry(file, images, BYTES), image = new Uint8Array(BYTES);
  for (let i = 0; i < images; i++) {
    for (let at = 0; at < BYTES; at += 61) image[at] = i * 7 + at;
    writer.append(image);
  }
  await writer.finish({ key: "", digest: "0".repeat(64), shape: [SIDE, SIDE, 3], bad: [] });
}

async function stream(path: string) {
  const idleMegabytes = megabytes();
  const source = entrySource(await openEntry(path), {
    path,
    cache: { folder: "", limit: 0 },
    again: () => Promise.reject(new Error("the file is damaged")),
  });
  await using dataset = fromSource(source, { name: String });
  const size = { height: SIDE, width: SIDE };
  await using loader = openLoader({
    dataset,
    batches: batchesOf({ length: dataset.length, batchSize: BATCH, batching: "drop", seed: 0 }),
    output: size,
    views: [{ augmentation: parseAugmentation([{ step: "flip" }]) }],
    normalise: null,
    seed: 0,
    workers: 1,
  });
  const steps = dataset.length / BATCH, began = performance.now();
  const megabytesAfter: Record<string, number> = {};
  let peakMegabytes = 0;
  for (let step = 0; step < steps; step++) {
    await loader.batch(step);
    peakMegabytes = Math.max(peakMegabytes, megabytes());
    if ((step + 1) % (steps / 10) === 0) megabytesAfter[(step + 1) * BATCH] = megabytes();
  }
  const took = seconds(began);
  return {
    images: dataset.length,
    setMegabytes: Math.round(dataset.length * BYTES / 1e6),
    seconds: took,
    imagesPerSecond: Math.round(dataset.length / took),
    idleMegabytes,
    peakMegabytes,
    megabytesAfter,
  };
}

async function start(path: string, size: string, cache: string) {
  const began = performance.now();
  await using set = await folder.open({
    root: "",
    split: "train",
    options: folder.options({ path, size: Number(size) }),
    cache: { folder: cache, limit: 2 ** 40 },
  });
  return { images: set.length, openSeconds: seconds(began), digest: set.digest.slice(0, 16) };
}

async function measure([what, first, second]: readonly string[]): Promise<unknown> {
  const place = await Deno.makeTempDir({ prefix: "crlc-bench-" });
  try {
    switch (what) {
      case "list":
        await makeFiles(place, Number(first ?? 300_000));
        return await apart("do-list", place);
      case "stream":
        await makeEntry(join(place, "entry"), Number(first ?? 1_000_000));
        return await apart("do-stream", join(place, "entry"));
      case "photos": {
        const size = second ?? "96", starts = ["do-start", first, size, place];
        const cold = await apart(...starts);
        return { size: Number(size), cold, warm: [await apart(...starts), await apart(...starts)] };
      }
      default:
        throw new Error("list, stream or photos must be given");
    }
  } finally {
    await Deno.remove(place, { recursive: true });
  }
}

const [what, ...rest] = Deno.args;
const parts: Record<string, () => Promise<unknown>> = {
  "do-list": () => list(rest[0]),
  "do-stream": () => stream(rest[0]),
  "do-start": () => start(rest[0], rest[1], rest[2]),
};
console.log(JSON.stringify(await (parts[what]?.() ?? measure(Deno.args)), null, 2));
