import { ask } from "./process/ask.ts";
import { askingSignals } from "./process/asking_signals.ts";
import { hasAllPermissions, launch } from "./process/launch.ts";
import { launcher } from "./process/launcher.ts";
import type { Permissions } from "./process/permissions/permissions.ts";
import type { Listening } from "./process/stop_worker.ts";

/**
 * The world outside the process, as the command line sees it, so that tests may stand in for it.
 */
export interface Io {
  /** Writes text as it is; it brings its own line ends. */
  stdout(text: string): void;
  stderr(text: string): void;
  /** Everything that standard input holds; absent where there is none. */
  stdin?(): Promise<Uint8Array>;
  /** Width of the terminal behind the stream; `undefined` where it is a file or a pipe. */
  columns(stream: "stdout" | "stderr"): number | undefined;
  /** The value of an environment variable; `undefined` where it is unset or empty. */
  env(name: string): string | undefined;
  /** Milliseconds since some moment. */
  now(): number;
  /**
   * Listens for requests to stop (Ctrl-C, SIGTERM, SIGUSR1, SIGHUP), even while the main thread
   * computes: the first is answered with a notice and calls `asked`, the second ends the process.
   *
   * @param asked Told of the first request.
   */
  onStop(notice: StopNotice, asked: () => void): Promise<Listener>;
  /**
   * Runs the command line again with some permissions only, and gives its exit code; absent where this
   * process has not all permissions to begin with, or is the second already.
   */
  launch?(permissions: Permissions, args: readonly string[]): Promise<number>;
  /** Whether this is the second process, which a first one has launched with some permissions. */
  readonly launched?: boolean;
  /**
   * Asks the person at the terminal; absent where there is none, or where this process and the first
   * have not all permissions.
   */
  ask?(question: string): boolean;
  /** Gives up permissions of the process for good; absent where the process is not ours alone. */
  giveUp?(permissions: readonly Permission[]): Promise<void>;
}

/** Something the whole process may do, workers included. */
export type Permission = "net" | "run" | "ffi";

/** Whoever listens for requests to stop. */
export interface Listener {
  /** Tells of a request at once, which would otherwise be told when the main thread rests. */
  poll(): void;
  /**
   * Tells whether ending at once would lose nothing: then a request ends the process soon, even
   * where the main thread never hears of it.
   */
  losesNothing(so: boolean): void;
  end(): void;
}

/** The answer to the first request to stop. */
export interface StopNotice {
  readonly text: string;
  /** Whether it takes the place of the line the cursor is on. */
  readonly live: boolean;
}

const encoder = new TextEncoder();

/**
 * A writer to a stream that says nothing more once its reader has gone away, be it the next program
 * of a pipe or a terminal that was closed: the work goes on, and its exit code tells how it ended.
 * So it does where progress and warnings cannot be written, such as to a log on a disk that is full.
 */
function writerTo(stream: typeof Deno.stdout): (text: string) => void {
  const terminal = stream.isTerminal();
  let gone = false;
  return (text) => {
    const bytes = encoder.encode(text);
    try {
      for (let done = 0; done < bytes.length && !gone;) {
        done += stream.writeSync(bytes.subarray(done));
      }
    } catch (error) {
      gone = error instanceof Deno.errors.BrokenPipe || terminal && isInputOutput(error);
      if (!gone && stream !== Deno.stderr) throw error;
    }
  };
}

/** EIO: of a terminal, that it was closed; of a file, a fault of the disk. */
function isInputOutput(error: unknown): boolean {
  return error instanceof Error && /os error 5\b/.test(error.message);
}

/** Whether the terminal can be asked for its width: both streams share it. */
function width(): number {
  try {
    return Deno.consoleSize().columns || 80;
  } catch {
    return 80;
  }
}

/**
 * For Deno, which fetches what is imported by a text, and knows nothing of what a thread loads: where
 * crlc comes from an address, the second process finds only what was fetched. Nobody calls it.
 */
export const THREAD = (): Promise<unknown> => import("./process/stop_worker.ts");

async function listen({ text, live }: StopNotice, asked: () => void): Promise<Listener> {
  const flags = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL("./process/stop_worker.ts", import.meta.url), {
    type: "module",
  });
  const ready = Promise.withResolvers<void>();
  let told = false;
  const poll = () => {
    if (told || Atomics.load(flags, 0) === 0) return;
    told = true;
    asked();
  };
  worker.onmessage = ({ data }) => data === "asked" ? poll() : ready.resolve();
  worker.onerror = ({ message }) => ready.reject(new Error(message));
  const listening: Listening = {
    signals: askingSignals(),
    launcher: launcher(),
    ...{ notice: text, live, flags },
  };
  worker.postMessage(listening);
  await ready.promise;
  return {
    poll,
    losesNothing: (so) => void Atomics.store(flags, 1, so ? 1 : 0),
    end: () => worker.terminate(),
  };
}

/** The real world. */
export function processIo(): Io {
  const launched = launcher() !== undefined, all = hasAllPermissions();
  const attended = Deno.stdin.isTerminal() && Deno.stderr.isTerminal();
  return {
    stdout: writerTo(Deno.stdout),
    stderr: writerTo(Deno.stderr),
    stdin: async () => new Uint8Array(await new Response(Deno.stdin.readable).arrayBuffer()),
    columns: (stream) => Deno[stream].isTerminal() ? width() : undefined,
    env: (name) => Deno.env.get(name) || undefined,
    now: () => performance.now(),
    onStop: listen,
    launch: all && !launched ? launch : undefined,
    launched,
    ask: attended && (all || launched) ? ask : undefined,
    async giveUp(permissions) {
      for (const name of permissions) await Deno.permissions.revoke({ name });
    },
  };
}
