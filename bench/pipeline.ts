/**
 * Times crlc's augmentation against Pillow's (one process a core) and kornia's on PyTorch CPU,
 * alternating, and writes medians with date and machine into `bench/results/`.
 *
 * Run: `deno run -A bench/pipeline.ts --python PATH [--rounds 5] [--seconds 1.5] [--cores N]
 *   [--photo FILE]`; what PATH needs is told in `bench/pipeline_rivals.py`.
 *
 * How fast the images of one recipe are made, without rivals: `crlc bench data RECIPE`.
 */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Stream } from "../core/random.ts";
import { sharp } from "../datasets/images/libvips.ts";
import { median, writeResult } from "./result.ts";

const { values: options } = parseArgs({
  options: {
    python: { type: "string", default: "python3" },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "1.5" },
    cores: { type: "string", default: String(availableParallelism()) },
    photo: { type: "string" },
    output: { type: "string" },
  },
});
const { python, seconds } = options, cores = Number(options.cores);
const root = new URL("..", import.meta.url).pathname;

interface Stretch {
  readonly viewsPerSecond: number;
  readonly versions?: Readonly<Record<string, string>>;
}

async function json(command: string, args: string[]): Promise<Stretch> {
  const { success, stdout, stderr } = await new Deno.Command(command, { args, cwd: root }).output();
  if (!success) throw new Error(`${command} failed: ${new TextDecoder().decode(stderr)}`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** Pixels that change slowly in both directions, about as compressible as a photograph. */
function softNoise(height: number, width: number, channels: 3 | 4, seed: number): Uint8Array {
  const stream = new Stream(seed, "sample"), out = new Uint8Array(height * width * channels);
  const row = width * channels;
  for (let i = 0; i < out.length; i++) {
    const left = i % row < channels ? 128 : out[i - channels], above = i < row ? 128 : out[i - row];
    const value = 0.5 * (left + above) + stream.uniform(-14, 14);
    out[i] = i % channels === 3 ? 255 : Math.min(255, Math.max(0, value + 0.01 * (128 - value)));
  }
  return out;
}

const folder = await Deno.makeTempDir(), small = join(folder, "small.bytes");
await Deno.writeFile(small, softNoise(1024 * 32, 32, 3, 0));
const photo = options.photo ?? join(folder, "photo.jpg");
if (!options.photo) {
  const pixels = softNoise(375, 500, 4, 1);
  const raw = { width: 500, height: 375, channels: 4 } as const;
  await Deno.writeFile(photo, await sharp(pixels, { raw }).jpeg({ quality: 90 }).toBuffer());
}

const ours = (work: string, file: string) => () =>
  json(Deno.execPath(), ["run", "-A", "bench/pipeline_ours.ts", work, seconds, `${cores}`, file]);
const theirs = (rival: string, kind: string, file: string) => () =>
  json(python, [
    ...["bench/pipeline_rivals.py", rival, kind, seconds, "--images", file],
    ...["--cores", `${cores}`],
  ]);
const works: Record<string, () => Promise<Stretch>> = {
  "32x32: crlc, a thread a core": ours("small", small),
  "32x32: crlc, whole loader, a worker a core": ours("loader", small),
  "32x32: Pillow, a process a core": theirs("pillow", "small", small),
  "32x32: kornia, a thread a core": theirs("kornia", "small", small),
  "JPEG to 224x224: crlc, a thread a core": ours("photo", photo),
  "JPEG to 224x224: Pillow, a process a core": theirs("pillow", "photo", photo),
};

const rates: Record<string, number[]> = {};
let versions: Record<string, string> = {};
for (let round = 0; round < Number(options.rounds); round++) {
  for (const [name, run] of Object.entries(works)) {
    const stretch = await run();
    (rates[name] ??= []).push(Math.round(stretch.viewsPerSecond));
    versions = { ...versions, ...stretch.versions };
  }
}
const photoBytes = (await Deno.stat(photo)).size;
await Deno.remove(folder, { recursive: true });

const results = Object.entries(rates).map(([name, of]) => ({
  name,
  viewsPerSecond: median(of),
  rounds: of,
}));
for (const { name, viewsPerSecond, rounds } of results) {
  console.log(`${name.padEnd(44)}${String(viewsPerSecond).padStart(8)} views/s   of ${rounds}`);
}
await writeResult(
  "pipeline",
  {
    versions,
    coresUsed: cores,
    secondsPerRound: Number(seconds),
    photo: { bytes: photoBytes, synthetic: options.photo === undefined },
    results,
  },
  options.output,
);
