import type { Io } from "../../cli/io.ts";
import { main } from "../../cli/main.ts";
import { faultOfOutput } from "./schemas.ts";

/** What a call of the command line gave. */
export interface Called {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A world for tests: captured output, chosen variables, a clock that is asked for. */
export interface TestIo extends Io {
  readonly written: { stdout: string; stderr: string };
  /** Presses Ctrl-C. */
  interrupt(): void;
  /** Lets time pass. */
  wait(milliseconds: number): void;
}

export interface TestIoOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Width of the terminal; without one, output goes to pipes. */
  readonly columns?: number;
  /** What standard input holds. */
  readonly stdin?: string;
  /** Answers questions; nobody can be asked where absent. */
  readonly ask?: (question: string) => boolean;
}

export function testIo({ env = {}, columns, ask, stdin }: TestIoOptions = {}): TestIo {
  const written = { stdout: "", stderr: "" };
  const handlers = new Set<() => void>();
  let clock = 0;
  const all: Readonly<Record<string, string>> = { HOME: "/home/nobody", ...env };
  return {
    written,
    ask,
    stdin: () => Promise.resolve(new TextEncoder().encode(stdin)),
    stdout: (text) => written.stdout += text,
    stderr: (text) => written.stderr += text,
    columns: () => columns,
    env: (name) => all[name] || undefined,
    now: () => clock,
    wait: (milliseconds) => clock += milliseconds,
    onStop({ text, live }, asked) {
      const handler = () => {
        written.stderr += live ? `\r\x1b[K${text}` : `${text}\n`;
        asked();
      };
      handlers.add(handler);
      return Promise.resolve({ poll() {}, losesNothing() {}, end: () => handlers.delete(handler) });
    },
    interrupt: () => handlers.forEach((handler) => handler()),
  };
}

/** Holds every JSON output of any test against its published schema. */
function requireSchema(args: readonly string[], stdout: string): void {
  if (!args.includes("--json") || stdout === "" || args.includes("--help")) return;
  const fault = faultOfOutput(args, JSON.parse(stdout));
  if (fault !== undefined) throw new Error(`crlc ${args.join(" ")}: ${fault}`);
}

/** Calls the command line within this process. */
export async function call(args: readonly string[], options: TestIoOptions = {}): Promise<Called> {
  const io = testIo(options);
  const code = await main(args, io);
  requireSchema(args, io.written.stdout);
  return { code, ...io.written };
}
