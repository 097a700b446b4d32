import type { WatchJob } from "./watchdog_worker.ts";

/** Watches from a thread of its own that no call to the other ranks lasts too long. */
export interface Watchdog extends Disposable {
  /** Makes a call; the process ends, and with it all ranks, if it does not return in time. */
  during<T>(call: string, make: () => T): T;
  /** The same for what is done while the main thread goes on, and may make calls. */
  duringWork<T>(call: string, work: () => Promise<T>): Promise<T>;
}

/** The calls that it knows by name. */
const CALLS = ["MPI_Init_thread", "sum", "gather", "broadcast", "a step of TensorFlow"] as const;

/**
 * Starts to watch.
 *
 * @param patience How long a call may last, in seconds.
 */
export function startWatchdog(watched: Omit<WatchJob, "state" | "calls">): Watchdog {
  const state = new Int32Array(new SharedArrayBuffer(12));
  const worker = new Worker(new URL("./watchdog_worker.ts", import.meta.url), { type: "module" });
  worker.postMessage({ ...watched, state, calls: CALLS } satisfies WatchJob);
  const waiting: string[] = [];
  /** The clock of what waits, the latest, begins anew. */
  const tell = () => {
    Atomics.store(state, 2, CALLS.indexOf(waiting.at(-1) as typeof CALLS[number]));
    Atomics.add(state, 0, 1);
    Atomics.store(state, 1, waiting.length > 0 ? 1 : 0);
  };
  const begin = (call: string) => {
    waiting.push(call);
    tell();
  };
  const end = (call: string) => {
    waiting.splice(waiting.lastIndexOf(call), 1);
    tell();
  };
  return {
    during(call, make) {
      begin(call);
      try {
        return make();
      } finally {
        end(call);
      }
    },
    async duringWork(call, work) {
      begin(call);
      try {
        return await work();
      } finally {
        end(call);
      }
    },
    [Symbol.dispose]: () => worker.terminate(),
  };
}

/**
 * For Deno, which fetches what is imported by a text, and knows nothing of what a thread loads.
 * Nobody calls it.
 */
export const THREAD = (): Promise<unknown> => import("./watchdog_worker.ts");
