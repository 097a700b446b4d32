import {
  deepStrictEqual,
  notStrictEqual,
  ok,
  rejects,
  strictEqual,
  throws,
} from "node:assert/strict";
import {
  batchesOf,
  createViews,
  type HostBatch,
  type LoaderOptions,
  openLoader,
  parseAugmentation,
} from "@crlc/crlc/pipeline";
import { startViewWorkers } from "../../pipeline/view_workers.ts";
import { memoryDataset } from "./memory_dataset.ts";

const augmentation = parseAugmentation([{ step: "crop" }, { step: "flip" }, { step: "jitter" }]);
const normalise = { mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] };
const output = { height: 6, width: 6 };

function setup(more: Partial<LoaderOptions> & { failAt?: number } = {}) {
  const dataset = memoryDataset({ length: 20, failAt: more.failAt });
  const batches = batchesOf({ length: 20, batchSize: 6, batching: "carry", seed: 5 });
  const options: LoaderOptions = {
    dataset,
    batches,
    output,
    views: [{ augmentation }, { augmentation }],
    normalise,
    seed: 5,
    ...more,
  };
  return { dataset, options };
}

/** What a batch is, without how long it took. */
const content = ({ indices, views }: HostBatch) => ({ indices, views });

/** What a loader must give, made without one. */
async function plainBatch(step: number) {
  const { dataset, options: { batches, seed } } = setup();
  const indices = new Uint32Array(6), passes = new Uint32Array(6), images = new Uint8Array(6 * 192);
  batches.fill(step, indices, passes);
  await dataset.read(indices, images);
  const write = createViews({
    source: { height: 8, width: 8 },
    output,
    channels: 3,
    augmentation,
    normalise,
    seed,
  });
  const views = [0, 1].map((view) => {
    const into = new Float32Array(6 * 108);
    write(images, indices, passes, view, into);
    return into;
  });
  return { indices: new Int32Array(indices), views };
}

for (const workers of [0, 1, 3]) {
  Deno.test(`openLoader() with ${workers} workers makes the same batches, in order and out of order`, async () => {
    await using loader = openLoader(setup({ workers }).options);
    for (const step of [0, 1, 2, 3, 4, 2, 7, 8, 0]) {
      deepStrictEqual(content(await loader.batch(step)), await plainBatch(step));
    }
  });

  Deno.test(`openLoader() with ${workers} workers answers many questions at once`, async () => {
    await using loader = openLoader(setup({ workers }).options);
    const steps = [3, 4, 5, 9, 4];
    const made = await Promise.all(steps.map((step) => loader.batch(step)));
    deepStrictEqual(made.map(content), await Promise.all(steps.map(plainBatch)));
  });

  Deno.test(`openLoader() with ${workers} workers tells of an unreadable image when its batch is asked for`, async () => {
    const { options } = setup({ workers });
    const indices = new Uint32Array(6);
    options.batches.fill(1, indices, new Uint32Array(6));
    const { options: failing } = setup({ workers, failAt: indices[0] });
    await using loader = openLoader(failing);
    deepStrictEqual(content(await loader.batch(0)), await plainBatch(0));
    const message = `Cannot read image ${indices[0]}`;
    await rejects(loader.batch(1), { message });
    await rejects(loader.batch(1), { message });
    deepStrictEqual(content(await loader.batch(2)), await plainBatch(2));
  });

  Deno.test(`openLoader() with ${workers} workers can be closed at any time, and is closed then`, async () => {
    const untouched = openLoader(setup({ workers }).options);
    await untouched[Symbol.asyncDispose]();
    await rejects(untouched.batch(0), TypeError);
    const busy = openLoader(setup({ workers }).options);
    await busy.batch(0);
    await busy[Symbol.asyncDispose]();
    await rejects(busy.batch(1), TypeError);
  });

  Deno.test(`openLoader() with ${workers} workers refuses what does not go together at once`, () => {
    throws(() => openLoader(setup({ workers, normalise: { mean: [0], std: [1] } }).options), {
      code: "BAD_NORMALISE",
    });
  });
}

Deno.test("openLoader() gives workers the next batches at once", async () => {
  const { dataset, options } = setup({ workers: 1 });
  await using loader = openLoader(options);
  await loader.batch(0);
  strictEqual(dataset.reads, 3);
  await loader.batch(1);
  strictEqual(dataset.reads, 4);
});

Deno.test("openLoader() without workers prepares the next batch once the last is handed out", async () => {
  const { dataset, options } = setup({ workers: 0 });
  await using loader = openLoader(options);
  await loader.batch(0);
  strictEqual(dataset.reads, 1);
  // The loader's own task comes first: it was put in the queue first.
  await new Promise((resolve) => setTimeout(resolve));
  strictEqual(dataset.reads, 2);
  await loader.batch(1);
  strictEqual(dataset.reads, 2);
});

Deno.test("openLoader() gives each batch memory of its own", async () => {
  await using loader = openLoader(setup().options); // as many workers as it likes
  const first = await loader.batch(0), again = await loader.batch(0);
  deepStrictEqual(content(first), await plainBatch(0));
  notStrictEqual(first.views[0].buffer, again.views[0].buffer);
  ok(first.views[0].buffer instanceof ArrayBuffer);
});

Deno.test("a failing worker is an error of every job, then and later", async () => {
  using workers = startViewWorkers(1, [], new URL("./broken_worker.ts", import.meta.url));
  const job = () => ({
    images: [new Uint8Array(3)],
    indices: new Uint32Array(1),
    passes: new Uint32Array(1),
  });
  const first = workers.run(job()), second = workers.run(job());
  await rejects(first, /out of paint/);
  await rejects(second, /out of paint/);
  await rejects(workers.run(job()), /out of paint/);
});

Deno.test("a job that fails in a worker is an error of that job alone", async () => {
  const views = [{
    source: output,
    output,
    channels: 3,
    augmentation: [],
    normalise: null,
    seed: 0,
  }];
  using workers = startViewWorkers(1, views);
  const job = () => ({
    images: [new Uint8Array(108).fill(51)],
    indices: new Uint32Array(1),
    passes: new Uint32Array(1),
  });
  const broken = workers.run({ ...job(), indices: null as never }), sound = workers.run(job());
  await rejects(broken, TypeError);
  deepStrictEqual(await sound, [new Float32Array(108).fill(0.2)]);
});

Deno.test("closing workers is an error of the jobs under way", async () => {
  const workers = startViewWorkers(2, []);
  const job = workers.run({
    images: [new Uint8Array(3)],
    indices: new Uint32Array(1),
    passes: new Uint32Array(1),
  });
  workers[Symbol.dispose]();
  await rejects(job, /closed/);
});

Deno.test("a batch tells how long it held up the caller's thread, which workers never do", async () => {
  for (const workers of [0, 1]) {
    await using loader = openLoader(setup({ workers }).options);
    const began = performance.now();
    const { held } = await loader.batch(0);
    if (workers === 0) ok(held > 0 && held <= performance.now() - began);
    else strictEqual(held, 0);
  }
});
