/**
 * Ends all ranks where a call of this one to the others lasts too long: the main thread waits in
 * native code then and hears of nothing.
 *
 * @module
 */
import { workerThread } from "../../core/worker_thread.ts";

/** What the main thread sends at first. */
export interface WatchJob {
  /** How many calls were begun, whether one is under way, and which. */
  readonly state: Int32Array;
  readonly calls: readonly string[];
  readonly rank: number;
  /** How long a call may last, in seconds. */
  readonly patience: number;
  /** The library, and how `MPI_COMM_WORLD` is passed to it. */
  readonly library: string;
  readonly world: bigint;
  readonly handle: "i32" | "usize";
}

/** The exit code of ranks that one of them has ended: that of a lack of resources. */
const EXIT = 7;
/** Milliseconds between two looks, and those that the library has to end the ranks. */
const LOOK = 200, GRACE = 3000;

const thread = workerThread<WatchJob, never>();

thread.onmessage = ({ data }) => {
  const { state, calls, rank, patience, library, world, handle } = data;
  // Now: the process gives up what it may do, and its threads with it.
  const end = aborter(library, handle, world);
  let seen = -1, since = 0;
  const looking = setInterval(() => {
    const call = Atomics.load(state, 0), now = performance.now();
    if (Atomics.load(state, 1) === 0 || call !== seen) {
      seen = call;
      since = now;
      return;
    }
    if (now - since < patience * 1000) return;
    clearInterval(looking);
    const what = calls[Atomics.load(state, 2)] ?? "call";
    const text =
      `error: Cannot go on: rank ${rank} has waited ${patience} s for the others, in ${what} ${call}: ` +
      `one of them hangs, or has ended   [RANK_SILENT]\nhint:  the same command goes on from the last checkpoint; ` +
      `CRLC_RANK_PATIENCE sets the seconds\n`;
    try {
      Deno.stderr.writeSync(new TextEncoder().encode(text));
    } catch {
      // Whoever listened has gone away.
    }
    setTimeout(() => Deno.kill(Deno.pid, "SIGKILL"), GRACE);
    end();
  }, LOOK);
};

/** Makes what ends all ranks. */
function aborter(library: string, handle: "i32" | "usize", world: bigint): () => void {
  const { symbols } = Deno.dlopen(library, {
    MPI_Abort: { parameters: [handle, "i32"], result: "i32", nonblocking: true },
  });
  return () => void symbols.MPI_Abort(handle === "i32" ? Number(world) : world, EXIT);
}
