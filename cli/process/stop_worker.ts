/**
 * Listens for requests to stop on its own thread, since a long training step keeps the main
 * thread from hearing them: the first is passed on to the person and the main thread, the second
 * ends the process as if nobody had listened.
 *
 * @module
 */
import { workerThread } from "../../core/worker_thread.ts";

/** What the main thread sends at first. */
export interface Listening {
  readonly signals: readonly Deno.Signal[];
  /** The process that has launched this one, where there is one: its end is a request as well. */
  readonly launcher?: number;
  /** Printed at the first request, where it is not empty. */
  readonly notice: string;
  /** Whether the notice takes the place of the line the cursor is on. */
  readonly live: boolean;
  /** The first becomes 1 at the first request; the second is 1 while ending would lose nothing. */
  readonly flags: Int32Array<SharedArrayBuffer>;
}

/** Milliseconds between two looks whether the launcher is still there. */
const LOOK = 200;

/** Milliseconds that the main thread has to end by itself where ending would lose nothing. */
const GRACE = 1500;

/**
 * Signals that count as one request however often they come: SIGUSR1, at which Deno opens a debugger
 * where nobody listens, and SIGHUP, which a closing terminal may send several times.
 */
const LASTING: ReadonlySet<Deno.Signal> = new Set(["SIGUSR1", "SIGHUP"]);

const thread = workerThread<Listening, "ready" | "asked">();

thread.onmessage = ({ data: { signals, launcher, notice, live, flags } }) => {
  let asked = false;
  const ask = () => {
    if (asked) return;
    asked = true;
    Atomics.store(flags, 0, 1);
    thread.postMessage("asked");
    // It may be busy, or wait for native code that does not return.
    setTimeout(() => Atomics.load(flags, 1) === 1 && Deno.kill(Deno.pid, "SIGKILL"), GRACE);
    if (notice === "") return;
    try {
      Deno.stderr.writeSync(new TextEncoder().encode(live ? `\r\x1b[K${notice}` : `${notice}\n`));
    } catch {
      // Whoever listened has gone away.
    }
  };
  const listeners = signals.map((signal) => {
    const listener = () => {
      ask();
      // Whatever comes next ends the process.
      for (const stop of listeners) stop();
    };
    Deno.addSignalListener(signal, listener);
    return () => LASTING.has(signal) || Deno.removeSignalListener(signal, listener);
  });
  if (launcher !== undefined) {
    // It passes every signal on, also those that have come from the terminal to both.
    if (Deno.build.os !== "windows") Deno.addSignalListener("SIGUSR2", ask);
    setInterval(() => Deno.ppid !== launcher && ask(), LOOK);
  }
  thread.postMessage("ready");
};
