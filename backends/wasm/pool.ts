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

/** For Deno alone, which fetches what is imported by a text: see `cli/process/launcher.ts`. */
export const THREAD = (): Promise<unknown> => import("./worker.ts");

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

/** Node's threads load files and texts alone: a program from elsewhere is imported by a text. */
function loadable(program: URL): URL {
  if (program.protocol === "file:" || program.protocol === "data:") return program;
  return new URL(`data:text/javascript,import ${encodeURIComponent(JSON.stringify(program.href))}`);
}

/** Starts a pool: the calling thread and `threads - 1` workers. */
export async function startPool(options: PoolOptions): Promise<Pool> {
  const { module, memory, threads, patienceMs = 60_000, program = PROGRAM } = options;
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const names = Object.keys(exports).filter((name) => typeof exports[name] === "function");
  const kernels = names.map((name) => exports[name] as Kernel);
  const control = new SharedArrayBuffer(controlBytes(threads));
  const workers = Array.from({ length: threads - 1 }, () => new Worker(loadable(program)));
  try {
    await Promise.all(
      workers.map((worker, i) => ready(worker, { module, memory, control, names, slot: i + 1 })),
    );
  } catch (error) {
    await Promise.all(workers.map((worker) => worker.terminate()));
    throw error;
  }
  return new WorkerPool({ threads, patienceMs, workers, kernels, names }, control);
}

/** What a pool is made of. */
interface PoolParts {
  readonly threads: number;
  readonly patienceMs: number;
  readonly workers: readonly Worker[];
  readonly kernels: readonly Kernel[];
  /** Of each kernel. */
  readonly names: readonly string[];
}

/** The main thread's side of a pool; `control.ts` says how it talks with the workers. */
class WorkerPool implements Pool {
  readonly threads: number;
  readonly #patienceMs: number;
  readonly #workers: readonly Worker[];
  readonly #kernels: readonly Kernel[];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #words: Int32Array;
  readonly #values: Float64Array;
  readonly #busy: Float64Array;
  #job = 0;
  #failure: unknown;
  #told: ((job: JobDone) => void) | undefined;

  constructor(
    { threads, patienceMs, workers, kernels, names }: PoolParts,
    control: SharedArrayBuffer,
  ) {
    this.threads = threads;
    this.#patienceMs = patienceMs;
    this.#workers = workers;
    this.#kernels = kernels;
    this.#numbers = new Map(names.map((name, i) => [name, i]));
    const { words, values, busy } = controlViews(control);
    this.#words = words;
    this.#values = values;
    this.#busy = busy;
  }

  run(name: string, parts: number, ...args: number[]): void {
    // a worker may still be in the middle of a part that failed elsewhere
    if (this.#failure) throw this.#failure;
    if (!this.#told) return void this.#split(name, parts, args);
    const began = performance.now(), waited = this.#split(name, parts, args);
    const took = performance.now() - began;
    this.#busy[0] += took - waited;
    this.#told({ kernel: name, took, waited });
  }

  watch(told: (job: JobDone) => void): { end(): number[] } {
    this.#told = told;
    this.#busy.fill(0);
    Atomics.store(this.#words, WATCHED, 1);
    return {
      end: () => {
        this.#told = undefined;
        Atomics.store(this.#words, WATCHED, 0);
        return [...this.#busy];
      },
    };
  }

  async close(): Promise<void> {
    Atomics.store(this.#words, CLOSED, 1);
    Atomics.store(this.#words, TICKET, ticketOf(++this.#job & 0x7ffff, NO_PART));
    Atomics.notify(this.#words, TICKET);
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  /** Runs a job, and says how long the main thread waited for the others if the pool is watched. */
  #split(name: string, parts: number, args: readonly number[]): number {
    const number = this.#numbers.get(name);
    if (number === undefined) throw new RangeError(`Cannot find kernel "${name}"`);
    if (parts >= NO_PART || args.length > ARGUMENTS) throw new RangeError(`"${name}" is too large`);
    try {
      return this.#runParts(number, parts, args);
    } catch (error) {
      throw this.#failure = error;
    }
  }

  #runParts(number: number, parts: number, args: readonly number[]): number {
    const words = this.#words, values = this.#values, kernels = this.#kernels;
    if (this.threads === 1 || parts === 1) {
      for (let part = 0; part < parts; part++) kernels[number](...args, part, parts, 0);
      return 0;
    }
    const job = this.#job = (this.#job + 1) & 0x7ffff;
    Atomics.store(words, TICKET, ticketOf(job, NO_PART));
    words[PARTS] = parts;
    words[KERNEL] = number;
    words[COUNT] = args.length;
    for (let i = 0; i < args.length; i++) values[i] = args[i];
    Atomics.store(words, DONE, 0);
    Atomics.store(words, TICKET, ticketOf(job, 0));
    if (Atomics.load(words, SLEEPERS) > 0) Atomics.notify(words, TICKET);
    work(words, values, kernels, 0);
    const done = this.#told ? performance.now() : 0;
    this.#waitFor(parts);
    if (Atomics.load(words, FAILED)) throw stalled("a worker of the pool has failed");
    return this.#told ? performance.now() - done : 0;
  }

  /** Waits until the workers have ended all parts: awake at first, then asleep. */
  #waitFor(parts: number): void {
    const words = this.#words;
    let deadline: number | undefined;
    for (;;) {
      const done = Atomics.load(words, DONE);
      if (done >= parts) return;
      if (spin(words, DONE, done, SPIN_MICROSECONDS)) continue;
      deadline ??= performance.now() + this.#patienceMs;
      const left = deadline - performance.now();
      if (left <= 0) throw stalled(`a worker has been silent for ${this.#patienceMs / 1000} s`);
      Atomics.wait(words, DONE, done, left);
    }
  }
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
