import type { Dataset } from "../datasets/dataset.ts";
import type { Augmentation } from "./augmentation.ts";
import type { Batches } from "./batches.ts";
import type { Size } from "./size.ts";
import { checkNeighbours, drawNeighbours, type NeighbourTable } from "./neighbours.ts";
import type { Normalise } from "./normalise.ts";
import { startViewWorkers } from "./view_workers.ts";
import { createViews, type ViewOptions } from "./views.ts";
import { createWorkerRule } from "./worker_rule.ts";

/** For Deno alone, which fetches what is imported by a text: see `cli/process/launcher.ts`. */
export const THREAD = (): Promise<unknown> => import("./view_worker.ts");

/** A training batch in the memory of the host; the caller may keep or change it. */
export interface HostBatch {
  /** Which images `[B]`. */
  readonly indices: Int32Array;
  /** One array `[B, height, width, channels]` a view, normalised. */
  readonly views: readonly Float32Array[];
  /**
   * Milliseconds in which making it held up the caller's thread, whenever that was; 0 with workers.
   * Whoever measures waiting takes the longer of this and the time `batch` took.
   */
  readonly held: number;
}

/** How one view of a training example is made. */
export interface LoaderView {
  /**
   * Of which image: the example itself (default), or a neighbour of it, drawn anew in every pass. A
   * view of a neighbour is drawn as the example's own, so that two examples that share a neighbour
   * see it differently.
   */
  readonly from?: "self" | "neighbour" | "neighbour-or-self";
  readonly augmentation: Augmentation;
}

/** What batches are made of. */
export interface LoaderOptions {
  readonly dataset: Dataset;
  readonly batches: Batches;
  /** Size of the views. */
  readonly output: Size;
  readonly views: readonly LoaderView[];
  /** Needed where a view is made from a neighbour. */
  readonly neighbours?: NeighbourTable;
  readonly normalise: Normalise;
  readonly seed: number;
  /**
   * Threads that make views; 0 makes them on the caller's. Where absent, 0 for batches of at most
   * 8,192 pixels, otherwise `defaultWorkers()` at first, and more of them as long as batches are
   * waited for and cores are left. Changes no byte.
   */
  readonly workers?: number;
}

/** Makes batches, the next one while the last one is worked on. */
export interface Loader extends AsyncDisposable {
  /**
   * The batch of a step; quick where steps are asked for in their order.
   *
   * @param step Counted from 0 over all epochs.
   * @throws What reading the images throws, each time an unreadable batch is asked for.
   */
  batch(step: number): Promise<HostBatch>;
}

/**
 * Threads that make views at first where none are asked for: 1 where there is more than one core.
 * With wasm computing on both of 2 cores it saves 2 % (digits) to 7 % (shapes) of a step.
 */
export function defaultWorkers(): number {
  return navigator.hardwareConcurrency > 1 ? 1 : 0;
}

/** Pixels of all views of a batch that are made about as soon as a worker is told of them. */
const FEW_PIXELS = 8192;

/** Makes one batch from scratch. */
type Make = (step: number) => Promise<HostBatch>;

/**
 * Opens a loader. Close it, or its workers keep the program from ending.
 *
 * @example Two steps of the digits
 * ```ts
 * import { datasets } from "@crlc/crlc/datasets";
 * import { batchesOf, openLoader, parseAugmentation } from "@crlc/crlc/pipeline";
 * import { strictEqual } from "node:assert/strict";
 *
 * const digits = await datasets.get("digits");
 * await using dataset = await digits.open({ root: "", split: "train", options: digits.options({}) });
 * const augmentation = parseAugmentation([{ step: "affine", rotation: 12 }, { step: "tone" }]);
 * await using loader = openLoader({
 *   dataset,
 *   batches: batchesOf({ length: dataset.length, batchSize: 128, batching: "drop", seed: 0 }),
 *   output: { height: 8, width: 8 },
 *   views: [{ augmentation }, { augmentation }],
 *   normalise: null,
 *   seed: 0,
 * });
 * for (let step = 0; step < 2; step++) {
 *   const { views } = await loader.batch(step);
 *   strictEqual(views[0].length, 128 * 8 * 8);
 * }
 * ```
 *
 * @throws {CrlcError} `BAD_SIZE` or `BAD_NORMALISE` if images, augmentations and normalisation do not
 *   go together.
 * @throws {TypeError} If a view needs neighbours and there are none.
 * @throws {RangeError} If the table of neighbours does not fit the data set.
 */
export function openLoader(options: LoaderOptions): Loader {
  const { dataset: { height, width, channels }, output, normalise, seed } = options;
  const pixels = options.views.length * options.batches.batchSize * output.height * output.width;
  const workers = options.workers ?? (pixels <= FEW_PIXELS ? 0 : defaultWorkers());
  const needed = options.views.some(({ from = "self" }) => from !== "self");
  if (needed && !options.neighbours) {
    throw new TypeError("Cannot make views of neighbours: there is no table of neighbours");
  }
  if (options.neighbours) checkNeighbours(options.neighbours, options.dataset.length);
  const views = options.views.map(({ augmentation }): ViewOptions => (
    { source: { height, width }, output, channels, augmentation, normalise, seed }
  ));
  return workers === 0 ? openHere(options, views) : openWithWorkers(options, views, workers);
}

/** What one step is made of, read into new memory; one array of images a view, often the same. */
async function readBatch(options: LoaderOptions, step: number) {
  const { batches, dataset, views, neighbours, seed } = options;
  const { batchSize } = batches;
  const indices = new Uint32Array(batchSize), passes = new Uint32Array(batchSize);
  batches.fill(step, indices, passes);

  async function read(of: Uint32Array) {
    const images = new Uint8Array(batchSize * dataset.height * dataset.width * dataset.channels);
    await dataset.read(of, images);
    return images;
  }

  let own: Promise<Uint8Array<ArrayBuffer>> | undefined;
  const images = await Promise.all(
    views.map(({ from }, view) =>
      from === undefined || from === "self"
        ? own ??= read(indices)
        : read(drawNeighbours(neighbours!, indices, passes, view, seed, from !== "neighbour"))
    ),
  );
  return { images, indices, passes };
}

function openHere(options: LoaderOptions, views: readonly ViewOptions[]): Loader {
  const makers = views.map(createViews);
  const { dataset: { channels }, output, batches } = options;
  const length = batches.batchSize * output.height * output.width * channels;
  return prefetch(
    async (step) => {
      const { images, indices, passes } = await readBatch(options, step);
      const began = performance.now();
      const views = makers.map((write, view) => {
        const into = new Float32Array(length);
        write(images[view], indices, passes, view, into);
        return into;
      });
      return { indices: new Int32Array(indices), views, held: performance.now() - began };
    },
    "later",
    () => 1,
  );
}

function openWithWorkers(
  options: LoaderOptions,
  views: readonly ViewOptions[],
  first: number,
): Loader {
  // Made once here as well, so that what does not go together is told at once.
  views.forEach(createViews);
  const workers = startViewWorkers(first, views);
  const most = options.workers ?? navigator.hardwareConcurrency - 1;
  const oneMore = createWorkerRule(first, most);
  let count = first;
  const loader = prefetch(
    async (step) => {
      const batch = await readBatch(options, step);
      const indices = new Int32Array(batch.indices);
      return { indices, views: await workers.run(batch), held: 0 };
    },
    "at once",
    () => count + 1,
    () => workers[Symbol.dispose](),
  );
  let before = performance.now();
  return {
    ...loader,
    async batch(step) {
      const asked = performance.now(), made = await loader.batch(step), now = performance.now();
      if (oneMore(now - asked, now - before)) {
        workers.add();
        count++;
      }
      before = now;
      return made;
    },
  };
}

/**
 * Starts the following batches when one is asked for.
 *
 * @param when "at once", where others do the work; "later", in a task of its own, where it is done
 * on the caller's thread and must not hold up what was asked for.
 * @param ahead How many.
 */
function prefetch(
  make: Make,
  when: "at once" | "later",
  ahead: () => number,
  close = () => {},
): Loader {
  const started = new Map<number, Promise<HostBatch>>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  function start(step: number): Promise<HostBatch> {
    let batch = started.get(step);
    if (batch === undefined) {
      batch = make(step);
      // An error is told when the batch is asked for, if ever.
      batch.catch(() => {});
      started.set(step, batch);
    }
    return batch;
  }

  function startNext(step: number): void {
    for (let k = 1; k <= ahead() && !closed; k++) start(step + k);
  }

  return {
    async batch(step) {
      if (closed) throw new TypeError("Cannot make a batch: the loader is closed");
      const batch = start(step);
      for (const key of started.keys()) {
        if (key <= step || key > step + ahead()) started.delete(key);
      }
      clearTimeout(timer);
      if (when === "at once") startNext(step);
      const made = await batch;
      if (when === "later") timer = setTimeout(startNext, 0, step);
      return made;
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      clearTimeout(timer);
      close();
      await Promise.allSettled(started.values());
    },
  };
}
