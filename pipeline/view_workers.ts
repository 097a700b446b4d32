import type { ViewOptions } from "./views.ts";

/** What a worker is asked for: the views of some images. */
export interface ViewJob {
  readonly id: number;
  /** Bytes `[n, height, width, channels]`, one array a view, possibly the same; handed over. */
  readonly images: readonly Uint8Array<ArrayBuffer>[];
  readonly indices: Uint32Array;
  readonly passes: Uint32Array;
}

/** What it answers: one array a view, or what was thrown. */
export interface ViewReply {
  readonly id: number;
  readonly views?: Float32Array<ArrayBuffer>[];
  readonly error?: unknown;
}

/** Workers that make views; jobs go to them in turn. */
export interface ViewWorkers extends Disposable {
  /** @throws {Error} If a worker has failed or the workers are closed. */
  run(job: Omit<ViewJob, "id">): Promise<Float32Array[]>;
  /** Starts one more. */
  add(): void;
}

interface Waiting {
  readonly resolve: (views: Float32Array[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Starts workers.
 *
 * @param options One entry a view.
 * @param script Program of a worker; another one in tests.
 */
export function startViewWorkers(
  count: number,
  options: readonly ViewOptions[],
  script = new URL("./view_worker.ts", import.meta.url),
): ViewWorkers {
  const waiting = new Map<number, Waiting>();
  let failure: Error | undefined;
  let jobs = 0;

  /** After a worker's failure nothing can be relied on: every job fails, now and later. */
  function fail(error: Error): void {
    failure ??= error;
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  }

  function start(): Worker {
    const worker = new Worker(script, { type: "module" });
    worker.onmessage = ({ data: { id, views, error } }: MessageEvent<ViewReply>) => {
      const job = waiting.get(id);
      if (views) job?.resolve(views);
      else job?.reject(error);
      waiting.delete(id);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      fail(new Error(`Cannot make views: a worker has failed: ${event.message}`));
    };
    worker.postMessage(options);
    return worker;
  }

  const workers = Array.from({ length: count }, start);

  return {
    run({ images, indices, passes }) {
      if (failure) return Promise.reject(failure);
      const id = jobs++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        const job: ViewJob = { id, images, indices, passes };
        workers[id % workers.length].postMessage(job, [
          ...new Set(images.map(({ buffer }) => buffer)),
        ]);
      });
    },
    add: () => void workers.push(start()),
    [Symbol.dispose]() {
      fail(new Error("Cannot make views: the workers are closed"));
      for (const worker of workers) worker.terminate();
    },
  };
}
