import { CrlcError, EXIT_CODES, messageOf } from "../core/errors.ts";
import { asTyped, type Session } from "./session.ts";
import { printable } from "./terminal/printable.ts";
import { wrap } from "./terminal/wrap.ts";

/** The exit code of a bug in crlc. */
export const BUG = 101;

/** Errors of the machine that nobody had a better word for, in the form of ours. */
function machineError(thrown: unknown): CrlcError | undefined {
  const message = messageOf(thrown);
  const make = (code: string, what: string, hint: string) =>
    new CrlcError("resource", code, `${what}: ${message}`, { hint, cause: thrown });
  if (thrown instanceof Deno.errors.NotCapable) {
    return make("NOT_PERMITTED", "Cannot go on: Deno must permit it", "run it with deno run -A");
  }
  if (/os error 28\b|ENOSPC|no space left/i.test(message)) {
    return make("DISK_FULL", "Cannot write: there must be room on the disk", "make room");
  }
  if (thrown instanceof Deno.errors.PermissionDenied || /EROFS|os error 30\b/.test(message)) {
    return make(
      "ACCESS_DENIED",
      "Cannot use a file or a folder: you must be allowed to",
      "choose another folder, or change its permissions",
    );
  }
  if (
    thrown instanceof RangeError &&
    /allocation failed|out of memory|could not allocate|invalid (typed )?array(buffer)? length/i
      .test(message)
  ) {
    return make(
      "OUT_OF_MEMORY",
      "Cannot go on: there must be enough memory",
      "use a smaller batch, fewer threads or a smaller network",
    );
  }
  return undefined;
}

/** `label: text   [CODE]`, broken where the terminal ends, the text in a column of its own. */
function say(label: string, text: string, session: Session, code?: string): string {
  const { errorStyle, io } = session;
  const width = (io.columns("stderr") ?? Infinity) - 7;
  const tail = code === undefined ? "" : `   [${code}]`;
  const lines = wrap(printable(text), width);
  const last = lines.length - 1;
  const fits = lines[last].length + tail.length <= width;
  const styled = tail && errorStyle("dim", fits ? tail : tail.trimStart());
  const body = fits ? lines.with(last, lines[last] + styled) : [...lines, styled];
  const colour = label === "error:" ? "red" : "cyan";
  return `${errorStyle(colour, label)}${" ".repeat(7 - label.length)}${body.join("\n       ")}\n`;
}

/** What led to an error, from the nearest on. */
function causes(thrown: unknown): string[] {
  const found: string[] = [];
  for (let error = thrown; error instanceof Error && error.cause !== undefined;) {
    error = error.cause;
    found.push(messageOf(error));
  }
  return found;
}

/** What a script reads of an error, on standard output. */
export interface Failure {
  readonly schemaVersion: 1;
  readonly error: { readonly code: string; readonly message: string; readonly hint?: string };
}

/**
 * Prints what went wrong on standard error, and with `--json` also as a `Failure` on standard output. A stack is shown for a bug of crlc only, and only
 * with `--verbose`.
 *
 * @returns The exit code.
 */
export function reportFailure(thrown: unknown, session: Session): number {
  const { io } = session;
  const error = thrown instanceof CrlcError ? thrown : machineError(thrown);
  const tell = (code: string, message: string, hint?: string) => {
    // It may be wrong usage: no option is parsed yet.
    if (!session.args.includes("--json")) return;
    const failure: Failure = { schemaVersion: 1, error: { code, message, hint } };
    session.json(failure);
  };
  if (error) {
    const { code, message, hint } = error;
    tell(code, asTyped(message, session), hint && asTyped(hint, session));
    io.stderr(say("error:", asTyped(error.message, session), session, error.code));
    if (error.hint !== undefined) io.stderr(say("hint:", asTyped(error.hint, session), session));
    if (session.verbose) {
      for (const cause of causes(error)) io.stderr(say("cause:", cause, session));
    }
    return EXIT_CODES[error.kind];
  }
  const bug = `This is a bug in crlc: ${messageOf(thrown)}`;
  const verbosely = session.verbose ? "" : "; --verbose shows where it happened";
  const hint = asTyped(
    `please report it with the command and what crlc doctor prints${verbosely}`,
    session,
  );
  tell("BUG", bug, hint);
  io.stderr(say("error:", bug, session, "BUG"));
  io.stderr(say("hint:", hint, session));
  if (session.verbose && thrown instanceof Error) io.stderr(`${thrown.stack}\n`);
  return BUG;
}
