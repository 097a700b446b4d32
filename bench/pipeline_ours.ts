/**
 * One stretch of crlc's own augmentation, as `bench/pipeline.ts` asks for it, in the threads of this
 * process; prints JSON.
 *
 * Run: `deno run -A bench/pipeline_ours.ts WORK SECONDS CORES FILE`, where WORK is
 * - small: two views with the SimCLR set of 32x32 images, one thread a core;
 * - loader: the same through the loader with a worker a core, reading and handing over included;
 * - photo: a JPEG decoded, and two views of 224x224 with blur, one thread a core.
 */
import type { Dataset } from "../datasets/dataset.ts";
import { parseAugmentation } from "../pipeline/augmentation.ts";
import { batchesOf } from "../pipeline/batches.ts";
import { openLoader } from "../pipeline/loader.ts";
import type { Job } from "./pipeline_thread.ts";
import { BATCH, normalise, rateOf, simclr, small } from "./pipeline_work.ts";

async function loaderViews(content: Uint8Array, seconds: number, workers: number): Promise<number> {
  const length = content.length / 3072;
  const dataset: Dataset = {
    length,
    height: 32,
    width: 32,
    channels: 3,
    digest: "",
    quarantined: [],
    name: String,
    read(indices, into) {
      indices.forEach((k, i) => into.set(content.subarray(k * 3072, (k + 1) * 3072), i * 3072));
      return Promise.resolve();
    },
    labels: () => Promise.resolve(undefined),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const augmentation = parseAugmentation(simclr);
  await using loader = openLoader({
    dataset,
    batches: batchesOf({ length, batchSize: BATCH, batching: "carry", seed: 0 }),
    output: small,
    views: [{ augmentation }, { augmentation }],
    normalise,
    seed: 0,
    workers,
  });
  return await rateOf(seconds, 2 * BATCH, (step) => loader.batch(step));
}

/** What each of several threads reaches, added up. */
async function together(job: Omit<Job, "seed">, threads: number): Promise<number> {
  const script = new URL("./pipeline_thread.ts", import.meta.url);
  const rates = Array.from(
    { length: threads },
    (_, seed) =>
      new Promise<number>((resolve, reject) => {
        const worker = new Worker(script, { type: "module" });
        worker.onmessage = ({ data }: MessageEvent<number>) => {
          resolve(data);
          worker.terminate();
        };
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage({ ...job, seed });
      }),
  );
  return (await Promise.all(rates)).reduce((a, b) => a + b);
}

const [work, time, count, file] = Deno.args;
const content = await Deno.readFile(file), seconds = Number(time), cores = Number(count);
const viewsPerSecond = work === "loader"
  ? await loaderViews(content, seconds, cores)
  : await together({ work: work as Job["work"], seconds, content }, cores);
console.log(JSON.stringify({ viewsPerSecond, cores }));
