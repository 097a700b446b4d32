import { Worker } from "node:worker_threads";
import { CrlcError, messageOf } from "../../core/errors.ts";
import {
  ARGUMENTS,
  CLOSED,
  controlBytes,
  controlViews,
  COUNT,
  DONE,
  FAILED,
  KERNEL,
  type Kernel,
  NO_PART,
  PARTS,
  SLEEPERS,
  spin,
  TICKET,
  ticketOf,
  WATCHED,
  work,
} from "./control.ts";
import type { WorkerStart } from "./worker.ts";

const PROGRAM = new URL("./worker.ts", import.meta.url);

/** The main thread looks for so long whether the workers are done before it goes to sleep. */
const SPIN_MICROSECONDS = 500;

/** Threads that run kernels on one memory. */
export interface Pool {
  readonly threads: number;
  /**
   * Runs a kernel, split into parts. Arguments come first; the kernel is also told its part, the
   * number of parts and the number of its thread.
   *
   * @throws {CrlcError} `WORKER_STALLED` if a worker has begun a part and does not end it.
   */
  run(kernel: string, parts: number, ...args: number[]): void;
  /** Tells of every job from now on, and of the threads when `end` is called. */
  watch(told: (job: JobDone) => void): { end(): number[] };
  /** Ends the workers, even one that is busy. */
  close(): Promise<void>;
}

/** One run of a kernel, in milliseconds. */
export interface JobDone {
  readonly kernel: string;
  readonly took: number;
  /** Thereof spent in waiting for the other threads. */
  readonly waited: number;
}

export interface PoolOptions {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** The main thread included. */
  readonly threads: number;
  /** How long a worker may be silent in the middle of a part. */
  readonly patienceMs?: number;
  /** The program of the workers; tests put in one that does not listen. */
  readonly program?: URL;
}

/** Starts a pool: the calling thread and `threads - 1` workers. */
export async function startPool(options: PoolOptions): Promise<Pool> {
  const { module, memory, threads, patienceMs = 60_000, program = PROGRAM } = options;
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const names = Object.keys(exports).filter((name) => typeof exports[name] === "function");
  const kernels = names.map((name) => exports[name] as Kernel);
  const numbers = new Map(names.map((name, i) => [name, i]));
  const control = new SharedArrayBuffer(controlBytes(threads));
  const { words, values, busy } = controlViews(control);
  const workers = Array.from({ length: threads - 1 }, () => new Worker(program));
  try {
    await Promise.all(
      workers.map((worker, i) => ready(worker, { module, memory, control, names, slot: i + 1 })),
    );
  } catch (error) {
    await Promise.all(workers.map((worker) => worker.terminate()));
    throw error;
  }

  let job = 0;
  let failure: unknown;
  let told: ((job: JobDone) => void) | undefined;

  function run(name: string, parts: number, ...args: number[]): void {
    // a worker may still be in the middle of a part that failed elsewhere
    if (failure) throw failure;
    if (!told) return void split(name, parts, args);
    const began = performance.now(), waited = split(name, parts, args);
    const took = performance.now() - began;
    busy[0] += took - waited;
    told({ kernel: name, took, waited });
  }

  /** Runs a job, and says how long the main thread waited for the others if the pool is watched. */
  function split(name: string, parts: number, args: readonly number[]): number {
    const number = numbers.get(name);
    if (number === undefined) throw new RangeError(`Cannot find kernel "${name}"`);
    if (parts >= NO_PART || args.length > ARGUMENTS) throw new RangeError(`"${name}" is too large`);
    try {
      return runParts(number, parts, args);
    } catch (error) {
      throw failure = error;
    }
  }

  function runParts(number: number, parts: number, args: readonly number[]): number {
    if (threads === 1 || parts === 1) {
      for (let part = 0; part < parts; part++) kernels[number](...args, part, parts, 0);
      return 0;
    }
    job = (job + 1) & 0x7ffff;
    Atomics.store(words, TICKET, ticketOf(job, NO_PART));
    words[PARTS] = parts;
    words[KERNEL] = number;
    words[COUNT] = args.length;
    for (let i = 0; i < args.length; i++) values[i] = args[i];
    Atomics.store(words, DONE, 0);
    Atomics.store(words, TICKET, ticketOf(job, 0));
    if (Atomics.load(words, SLEEPERS) > 0) Atomics.notify(words, TICKET);
    work(words, values, kernels, 0);
    const done = told ? performance.now() : 0;
    waitFor(parts);
    if (Atomics.load(words, FAILED)) throw stalled("a worker of the pool has failed");
    return told ? performance.now() - done : 0;
  }

  function waitFor(parts: number): void {
    let deadline: number | undefined;
    for (;;) {
      const done = Atomics.load(words, DONE);
      if (done >= parts) return;
      if (spin(words, DONE, done, SPIN_MICROSECONDS)) continue;
      deadline ??= performance.now() + patienceMs;
      const left = deadline - performance.now();
      if (left <= 0) throw stalled(`a worker has been silent for ${patienceMs / 1000} s`);
      Atomics.wait(words, DONE, done, left);
    }
  }

  return {
    threads,
    run,
    watch(listener) {
      told = listener;
      busy.fill(0);
      Atomics.store(words, WATCHED, 1);
      return {
        end() {
          told = undefined;
          Atomics.store(words, WATCHED, 0);
          return [...busy];
        },
      };
    },
    async close() {
      Atomics.store(words, CLOSED, 1);
      Atomics.store(words, TICKET, ticketOf(++job & 0x7ffff, NO_PART));
      Atomics.notify(words, TICKET);
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function ready(worker: Worker, start: WorkerStart): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on("error", (error) => reject(stalled(`a worker has failed: ${messageOf(error)}`)));
    worker.once("message", () => {
      // a process that is done ends, whether or not the pool was closed
      worker.unref();
      resolve();
    });
    worker.postMessage(start);
  });
}

function stalled(what: string): CrlcError {
  return new CrlcError(
    "backend",
    "WORKER_STALLED",
    `Cannot go on with this step: every thread must finish its part, and ${what}`,
    { hint: "continue from the last checkpoint, with fewer threads if it happens again" },
  );
}
