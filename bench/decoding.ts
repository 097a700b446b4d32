/**
 * Times how images are decoded and brought to squares of 64 (and of 224, where they are large), and
 * the whole of preparing a folder of small ones; measures the peak of memory.
 *
 * The files come from `bench/decoding_samples.py`. Run, at best at real-time priority:
 * `deno run -A bench/decoding.ts rates FOLDER [--rounds 5] [--seconds 0.4]`, which writes a result
 * file, and `deno run -A bench/decoding.ts peak FILE`, which prints one line.
 */
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { prepareFile } from "../datasets/folder/prepare_file.ts";
import { prepareImages } from "../datasets/folder/prepare_images.ts";
import { listImages } from "../datasets/folder/walk.ts";
import { prepareImage } from "../datasets/images/prepare.ts";
import { median, writeResult } from "./result.ts";

const { values: options, positionals: [what, path] } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "0.4" },
    name: { type: "string", default: "decoding" },
  },
  allowPositionals: true,
});
const rounds = Number(options.rounds), seconds = Number(options.seconds);

/** Calls a second, over `seconds` and at least one call. */
async function rate(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let calls = 0, elapsed: number;
  do {
    await work();
    calls++;
    elapsed = performance.now() - began;
  } while (elapsed < 1000 * seconds);
  return 1000 * calls / elapsed;
}

/** What the kernel says that the process has held at most, and holds, in MB. */
async function memory(field: "VmHWM" | "VmRSS"): Promise<number> {
  const status = await Deno.readTextFile("/proc/self/status");
  return Math.round(Number(status.match(new RegExp(`${field}:\\s+(\\d+)`))![1]) * 1024 / 1e6);
}

async function measureRates(folder: string): Promise<void> {
  const works: Record<string, () => Promise<unknown>> = {};
  for await (const { name } of Deno.readDir(folder)) {
    const bytes = await Deno.readFile(join(folder, name));
    for (const side of name.includes("4000x") ? [64, 224] : [64]) {
      works[`${name} to ${side}`] = () => prepareImage(bytes, side);
    }
  }
  const found: Record<string, number[]> = {};
  for (const work of Object.values(works)) await work();
  for (let round = 0; round < rounds; round++) {
    for (const [name, work] of Object.entries(works)) (found[name] ??= []).push(await rate(work));
  }
  const small = await Deno.makeTempDir();
  try {
    for (const ending of ["jpg", "png"]) {
      const bytes = await Deno.readFile(
        join(folder, `${ending === "jpg" ? "jpeg" : "png"}_64x64.${ending}`),
      );
      const of = join(small, ending);
      await Deno.mkdir(of);
      for (let i = 0; i < 1000; i++) await Deno.writeFile(join(of, `${i}.${ending}`), bytes);
      const listing = await listImages(of), name = `folder of 64x64 ${ending} to 64`;
      for (let round = 0; round < rounds; round++) {
        const began = performance.now();
        await prepareImages(of, listing, { size: 64, maxBad: 0 }, () => {});
        (found[name] ??= []).push(1e6 / (performance.now() - began));
      }
    }
  } finally {
    await Deno.remove(small, { recursive: true });
  }
  const imagesPerSecond = Object.fromEntries(
    Object.entries(found).sort().map((
      [name, rates],
    ) => [name, Math.round(10 * median(rates)) / 10]),
  );
  console.table(imagesPerSecond);
  await writeResult(options.name, { rounds, seconds, imagesPerSecond });
}

async function measurePeak(file: string): Promise<void> {
  const before = await memory("VmRSS"), began = performance.now();
  let outcome = "read";
  try {
    await prepareFile(file, 64);
  } catch (error) {
    outcome = String(error);
  }
  const took = (performance.now() - began) / 1000;
  const [peak, size] = [await memory("VmHWM"), (await Deno.stat(file)).size / 1e6];
  console.log(
    `${basename(file)} (${size.toFixed(1)} MB): ${outcome} in ${took.toFixed(1)} s, ` +
      `${before} MB before, peak ${peak} MB`,
  );
}

if (what === "rates") await measureRates(path);
else await measurePeak(path);
