/**
 * Listens for requests to stop on a thread of its own, since a long training step keeps the main
 * thread from hearing them: the first is told to the person and to the main thread, the second
 * ends the process as if nobody had listened.
 *
 * @module
 */

/** What the main thread sends at first. */
export interface Listening {
  readonly signals: readonly Deno.Signal[];
  /** What is said at the first request. */
  readonly notice: string;
  /** Whether the notice takes the place of the line the cursor is on. */
  readonly live: boolean;
  /** Becomes 1 at the first request. */
  readonly flag: Int32Array<SharedArrayBuffer>;
}

interface WorkerThread {
  onmessage: ((event: MessageEvent<Listening>) => void) | null;
  postMessage(message: "ready" | "asked"): void;
}

const thread = globalThis as unknown as WorkerThread;

thread.onmessage = ({ data: { signals, notice, live, flag } }) => {
  let asked = false;
  const listeners = signals.map((signal) => {
    const listener = () => {
      if (asked) {
        for (const stop of listeners) stop();
        Deno.kill(Deno.pid, signal);
        return;
      }
      asked = true;
      Atomics.store(flag, 0, 1);
      Deno.stderr.writeSync(new TextEncoder().encode(live ? `\r\x1b[K${notice}` : `${notice}\n`));
      thread.postMessage("asked");
    };
    Deno.addSignalListener(signal, listener);
    return () => Deno.removeSignalListener(signal, listener);
  });
  thread.postMessage("ready");
};
