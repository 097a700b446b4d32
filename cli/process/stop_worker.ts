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
  /** The process that has launched this one, where there is one: its end is a request as well. */
  readonly launcher?: number;
  /** What is said at the first request. */
  readonly notice: string;
  /** Whether the notice takes the place of the line the cursor is on. */
  readonly live: boolean;
  /** The first becomes 1 at the first request; the second is 1 while ending would lose nothing. */
  readonly flags: Int32Array<SharedArrayBuffer>;
}

interface WorkerThread {
  onmessage: ((event: MessageEvent<Listening>) => void) | null;
  postMessage(message: "ready" | "asked"): void;
}

/** How often it is looked whether the launcher is still there, in milliseconds. */
const LOOK = 200;

/** Milliseconds that the main thread has to end by itself where ending would lose nothing. */
const GRACE = 1500;

/**
 * What stays the same request however often it comes: SIGUSR1, by which Deno opens a debugger where
 * nobody listens, and SIGHUP, of which a terminal that closes may send several.
 */
const LASTING: ReadonlySet<Deno.Signal> = new Set(["SIGUSR1", "SIGHUP"]);

const thread = globalThis as unknown as WorkerThread;

thread.onmessage = ({ data: { signals, launcher, notice, live, flags } }) => {
  let asked = false;
  const ask = () => {
    if (asked) return;
    asked = true;
    Atomics.store(flags, 0, 1);
    thread.postMessage("asked");
    // It may be busy, or wait for native code that does not return.
    setTimeout(() => Atomics.load(flags, 1) === 1 && Deno.kill(Deno.pid, "SIGKILL"), GRACE);
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
