import type { Dataset } from "../datasets/dataset.ts";
import type { Augmentation } from "./augmentation.ts";
import type { Batches } from "./batches.ts";
import type { Size } from "./draw.ts";
import type { Normalise } from "./normalise.ts";
import { createViews } from "./views.ts";

/** A training batch in the memory of the host; the caller may keep or change it. */
export interface HostBatch {
  /** Which images `[B]`. */
  readonly indices: Int32Array;
  /** One array `[B, height, width, channels]` a view, normalised. */
  readonly views: readonly Float32Array[];
}

/** What batches are made of. */
export interface LoaderOptions {
  readonly dataset: Dataset;
  readonly batches: Batches;
  /** Size of the views. */
  readonly output: Size;
  /** One augmentation a view. */
  readonly views: readonly Augmentation[];
  readonly normalise: Normalise;
  readonly seed: number;
}

/** Makes batches, the next one while the last one is worked on. */
export interface Loader extends AsyncDisposable {
  /**
   * The batch of a step; quick where steps are asked for in their order.
   *
   * @param step Counted from 0 over all epochs.
   */
  batch(step: number): Promise<HostBatch>;
}

/**
 * Opens a loader.
 *
 * @throws {RangeError} If sizes, channels, augmentations and normalisation do not go together.
 */
export function openLoader(options: LoaderOptions): Loader {
  const { dataset, batches, output, views, normalise, seed } = options;
  const { height, width, channels } = dataset;
  const makers = views.map((augmentation) =>
    createViews({ source: { height, width }, output, channels, augmentation, normalise, seed })
  );
  const { batchSize } = batches;
  const images = new Uint8Array(batchSize * height * width * channels);
  const passes = new Uint32Array(batchSize);
  let closed = false;
  let next: { step: number; batch: Promise<HostBatch> } | undefined;
  // One batch is made at a time: they share memory.
  let last: Promise<unknown> = Promise.resolve();

  async function make(step: number): Promise<HostBatch> {
    const indices = new Uint32Array(batchSize);
    batches.fill(step, indices, passes);
    await dataset.read(indices, images);
    return {
      indices: new Int32Array(indices),
      views: makers.map((write, view) => {
        const into = new Float32Array(batchSize * output.height * output.width * channels);
        write(images, indices, passes, view, into);
        return into;
      }),
    };
  }

  function start(step: number): Promise<HostBatch> {
    const batch = last.then(() => make(step));
    last = batch.catch(() => {});
    return batch;
  }

  return {
    async batch(step) {
      if (closed) {
        throw new TypeError("Cannot make a batch: the loader must be open, and is closed");
      }
      const batch = next?.step === step ? next.batch : start(step);
      next = undefined;
      const made = await batch;
      // In a task of its own, so that the caller's work is started first.
      setTimeout(() => {
        if (!closed && next === undefined) next = { step: step + 1, batch: start(step + 1) };
      });
      return made;
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      await last;
    },
  };
}
