/**
 * A thread of the pool: takes parts of jobs until the pool is closed. It sleeps in `Atomics.wait`
 * and so hears no message; the control block tells it to end.
 *
 * @module
 */
import { parentPort } from "node:worker_threads";
import {
  CLOSED,
  controlViews,
  type Kernel,
  SLEEPERS,
  spin,
  TICKET,
  WATCHED,
  work,
} from "./control.ts";

/** What a worker is told at its start. */
export interface WorkerStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: SharedArrayBuffer;
  readonly names: readonly string[];
  readonly slot: number;
}

/** Longer than what lies between two kernels of a step, shorter than what lies between two steps. */
const SPIN_MICROSECONDS = 200;
/** A sleeper looks around after this time even if nobody calls it. */
const NAP_MS = 1000;

function serve({ module, memory, control, names, slot }: WorkerStart): void {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const kernels = names.map((name) => exports[name] as Kernel);
  const { words, values, busy } = controlViews(control);
  let seen = Atomics.load(words, TICKET);
  parentPort!.postMessage("ready");
  for (;;) {
    if (!spin(words, TICKET, seen, SPIN_MICROSECONDS)) {
      Atomics.add(words, SLEEPERS, 1);
      Atomics.wait(words, TICKET, seen, NAP_MS);
      Atomics.sub(words, SLEEPERS, 1);
    }
    if (Atomics.load(words, CLOSED)) return;
    const began = words[WATCHED] ? performance.now() : undefined;
    seen = work(words, values, kernels, slot);
    if (began !== undefined) busy[slot] += performance.now() - began;
  }
}

parentPort!.once("message", serve);
