import type { WatchJob } from "./watchdog_worker.ts";

/** Watches from a thread of its own that no call to the other ranks lasts too long. */
export interface Watchdog extends Disposable {
  /** Makes a call; the process ends, and with it all ranks, if it does not return in time. */
  during<T>(call: string, make: () => T): T;
}

/** The calls that it knows by name. */
const CALLS = ["sum", "gather", "broadcast"] as const;

/**
 * Starts to watch.
 *
 * @param patience How long a call may last, in seconds.
 */
export function startWatchdog(watched: Omit<WatchJob, "state" | "calls">): Watchdog {
  const state = new Int32Array(new SharedArrayBuffer(12));
  const worker = new Worker(new URL("./watchdog_worker.ts", import.meta.url), { type: "module" });
  worker.postMessage({ ...watched, state, calls: CALLS } satisfies WatchJob);
  return {
    during(call, make) {
      Atomics.store(state, 2, CALLS.indexOf(call as typeof CALLS[number]));
      Atomics.add(state, 0, 1);
      Atomics.store(state, 1, 1);
      try {
        return make();
      } finally {
        Atomics.store(state, 1, 0);
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
