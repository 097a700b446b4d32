/**
 * The world outside the process, as the command line sees it, so that tests may stand in for it.
 */
export interface Io {
  /** Writes text as it is; it brings its own line ends. */
  stdout(text: string): void;
  stderr(text: string): void;
  /** Width of the terminal behind the stream; `undefined` where it is a file or a pipe. */
  columns(stream: "stdout" | "stderr"): number | undefined;
  /** The value of an environment variable; `undefined` where it is unset or empty. */
  env(name: string): string | undefined;
  /** Milliseconds since some moment. */
  now(): number;
  /**
   * Calls `handler` for every request to stop (Ctrl-C, SIGTERM).
   *
   * @returns A function that ends the listening.
   */
  onStop(handler: () => void): () => void;
  /** Ends the process at once. */
  exit(code: number): void;
}

const encoder = new TextEncoder();

function writeAll(stream: typeof Deno.stdout, text: string): void {
  const bytes = encoder.encode(text);
  for (let done = 0; done < bytes.length;) done += stream.writeSync(bytes.subarray(done));
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
 * The real world.
 *
 * @param exit How the process is ended; only `main.ts` knows.
 */
export function processIo(exit: (code: number) => void): Io {
  const signals: Deno.Signal[] = Deno.build.os === "windows"
    ? ["SIGINT", "SIGBREAK"]
    : ["SIGINT", "SIGTERM"];
  return {
    stdout: (text) => writeAll(Deno.stdout, text),
    stderr(text) {
      try {
        writeAll(Deno.stderr, text);
      } catch (error) {
        // Whoever watched the progress has gone away; the work goes on.
        if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
      }
    },
    columns: (stream) => Deno[stream].isTerminal() ? width() : undefined,
    env: (name) => Deno.env.get(name) || undefined,
    now: () => performance.now(),
    onStop(handler) {
      for (const signal of signals) Deno.addSignalListener(signal, handler);
      return () => {
        for (const signal of signals) Deno.removeSignalListener(signal, handler);
      };
    },
    exit,
  };
}
