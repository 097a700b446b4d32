/**
 * A thread of the pool: takes parts of jobs until the pool is closed. It sleeps in `Atomics.wait`
 * and so hears no message; the control block tells it to end.
 *
 * @module
 */
import { CLOSED, controlViews, type Kernel, TICKET, work } from "./control.ts";

/** What a worker is told at its start. */
export interface WorkerStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: SharedArrayBuffer;
  readonly names: readonly string[];
  readonly slot: number;
}

/** Looks at the ticket this often before it goes to sleep: about 50 microseconds. */
const SPINS = 2000;
/** A sleeper looks around after this time even if nobody calls it. */
const NAP_MS = 1000;

const scope = self as unknown as {
  onmessage: (event: MessageEvent<WorkerStart>) => void;
  postMessage(message: string): void;
  close(): void;
};

scope.onmessage = ({ data: { module, memory, control, names, slot } }) => {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const kernels = names.map((name) => exports[name] as Kernel);
  const { words, values } = controlViews(control);
  scope.postMessage("ready");
  let seen = Atomics.load(words, TICKET);
  for (;;) {
    for (let i = 0; i < SPINS && Atomics.load(words, TICKET) === seen; i++);
    if (Atomics.load(words, TICKET) === seen) Atomics.wait(words, TICKET, seen, NAP_MS);
    if (Atomics.load(words, CLOSED)) return scope.close();
    work(words, values, kernels, slot);
    seen = Atomics.load(words, TICKET);
  }
};
