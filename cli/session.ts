import { type Launched, launchedBy } from "../core/launched_by.ts";
import type { Io } from "./io.ts";
import { programOf } from "./program.ts";
import { printable } from "./terminal/printable.ts";
import { makeStyle, type Style } from "./terminal/style.ts";
import { wrap } from "./terminal/wrap.ts";

/** One call of the command line: what was typed, and how to speak. */
export interface Session {
  readonly io: Io;
  /** The words after the program's name. */
  readonly args: readonly string[];
  /** How the person starts crlc, to print commands that can be pasted. */
  readonly program: string;
  readonly verbose: boolean;
  /** What a launcher of several processes has told this one; absent where it was started alone. */
  readonly ranks?: Launched;
  /** Columns of the result; 80 where it goes to a file or a pipe. */
  readonly width: number;
  /** Colours of the result. */
  readonly style: Style;
  /** Colours of progress, warnings and errors. */
  readonly errorStyle: Style;
  /** A line of the result, on standard output. */
  line(text?: string): void;
  /** The result as one JSON object, on standard output. */
  json(value: object): void;
  /** A line on standard error. */
  note(text: string): void;
  /** A warning on standard error. */
  warn(text: string): void;
}

function colourful(io: Io, stream: "stdout" | "stderr"): boolean {
  return io.columns(stream) !== undefined && io.env("NO_COLOR") === undefined &&
    io.env("TERM") !== "dumb";
}

/** Opens a session. */
export function openSession(args: readonly string[], io: Io): Session {
  const errorStyle = makeStyle(colourful(io, "stderr"));
  return {
    io,
    args,
    program: programOf(io),
    verbose: args.includes("--verbose"),
    ranks: launchedBy(io.env),
    width: io.columns("stdout") ?? 80,
    style: makeStyle(colourful(io, "stdout")),
    errorStyle,
    line: (text = "") => io.stdout(`${text}\n`),
    json: (value) =>
      io.stdout(
        `${JSON.stringify(value, null, io.columns("stdout") === undefined ? undefined : 2)}\n`,
      ),
    note: (text) => io.stderr(`${text}\n`),
    warn(text) {
      const lines = wrap(printable(text), (io.columns("stderr") ?? Infinity) - 9);
      io.stderr(`${errorStyle("yellow", "warning:")} ${lines.join("\n         ")}\n`);
    },
  };
}

/** Writes the commands of a text as the person has to type them. */
export function asTyped(text: string, session: Session): string {
  return session.program === "crlc"
    ? text
    : text.replace(/(?<![\w/-])crlc(?= [a-z])/g, session.program);
}
