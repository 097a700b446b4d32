/**
 * From JPEG files to features: images a second of a network on crlc's backends and on ONNX Runtime,
 * by turns, two threads each; and how far their features differ.
 *
 * Run: `deno run -A bench/encoders.ts WEIGHTS NETWORK.onnx PHOTOS... [--images 16] [--rounds 5]
 * [--backends wasm,tensorflow] [--threads 2]`, the files being those of `bench/encoder_files.py`.
 */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { backends } from "../backends/mod.ts";
import { prepareFile } from "../datasets/folder/prepare_file.ts";
import { importNetwork } from "../encoders/networks/import_network.ts";
import { openOnnx } from "../encoders/onnx/open_onnx.ts";
import { type Encoder, openEncoder } from "../encoders/open_encoder.ts";
import { usualPreprocessing } from "../encoders/preprocessing.ts";
import { readWeights } from "../encoders/weights/read_weights.ts";
import { median, writeResult } from "./result.ts";

const { values, positionals: [weights, onnx, ...photos] } = parseArgs({
  allowPositionals: true,
  options: {
    images: { type: "string", default: "16" },
    rounds: { type: "string", default: "5" },
    backends: { type: "string", default: "wasm,tensorflow" },
    threads: { type: "string", default: "2" },
    output: { type: "string" },
  },
});
if (photos.length === 0) {
  console.error("weights, an .onnx file and photos must be given: see the top of this file");
  Deno.exit(2);
}
const threads = Number(values.threads), count = Math.min(Number(values.images), photos.length);
const bytes = await Deno.readFile(weights), onnxBytes = await Deno.readFile(onnx);
const network = importNetwork(readWeights(bytes), {});
const input = usualPreprocessing(network.about, network.side);
const { resize: side, ...form } = input;

/** Decodes, prepares and embeds the photos. */
async function features(encoder: Encoder): Promise<Float32Array> {
  const size = side * side * 3, images = new Uint8Array(count * size);
  for (let i = 0; i < count; i++) images.set(await prepareFile(photos[i], side, form), i * size);
  return await encoder.embed(images, { height: side, width: side, channels: 3 });
}

/** Opens one, passes the photos through it once beforehand, and gives seconds and features of a pass. */
async function timed(name: string): Promise<{ seconds: number; features: Float32Array }> {
  await using stack = new AsyncDisposableStack();
  if (name !== "onnxruntime") {
    stack.use(await (await backends.get(name)).open({ threads }));
  }
  const opened = name === "onnxruntime" ? await openOnnx(onnxBytes, {}, { threads }) : network;
  const encoder = stack.use(openEncoder(opened, input));
  // Of as many, so that the program of this size is made, and its memory is there.
  await features(encoder);
  const started = performance.now();
  const found = await features(encoder);
  return { seconds: (performance.now() - started) / 1000, features: found };
}

const names = [...values.backends.split(","), "onnxruntime"];
const rates: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
const found: Record<string, Float32Array> = {};
for (let round = 0; round < Number(values.rounds); round++) {
  for (const name of names) {
    const { seconds, features } = await timed(name);
    rates[name].push(count / seconds);
    found[name] = features;
  }
}
const results = names.map((name) => {
  const reference = found.onnxruntime, largest = Math.max(...reference.map(Math.abs));
  const furthest = Math.max(...found[name].map((value, i) => Math.abs(value - reference[i])));
  const rate = median(rates[name]), ratio = rate / median(rates.onnxruntime);
  console.log(
    `${name}: ${rate.toFixed(1)} images/s, ${ratio.toFixed(2)} of onnxruntime; features differ by ${
      (furthest / largest).toExponential(1)
    } of the largest`,
  );
  return { name, imagesPerSecond: rates[name], ratio, differs: furthest / largest };
});
await writeResult(
  `encoders-${basename(onnx, ".onnx")}`,
  { network: network.about, threads, images: count, results },
  values.output,
);
