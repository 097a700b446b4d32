/** What went wrong, as far as the exit code is concerned. */
export type ErrorKind =
  | "failed"
  | "usage"
  | "plugin"
  | "data"
  | "backend"
  | "checkpoint"
  | "resource"
  | "locked"
  | "stopped";

/** Exit codes of the command line, by kind of error; 0 is success and 101 a bug in crlc. */
export const EXIT_CODES: Readonly<Record<ErrorKind, number>> = {
  failed: 1,
  usage: 2,
  plugin: 3,
  data: 4,
  backend: 5,
  checkpoint: 6,
  resource: 7,
  locked: 8,
  stopped: 75,
};

/**
 * An error that the person who runs crlc can mend.
 *
 * Programming errors stay `TypeError` and `RangeError`; those are bugs and show a stack.
 *
 * @example What could not be done, what must hold, what is the case, how to mend it
 * ```ts
 * import { CrlcError } from "@crlc/crlc";
 * import { strictEqual } from "node:assert/strict";
 *
 * const error = new CrlcError(
 *   "usage",
 *   "UNKNOWN_STRATEGY",
 *   'Cannot find strategy "crcl": known strategies are crlc',
 *   { hint: 'did you mean "crlc"?' },
 * );
 * strictEqual(error.exitCode, 2);
 * ```
 */
export class CrlcError extends Error {
  override readonly name = "CrlcError";
  /** One sentence that says how to mend it. */
  readonly hint?: string;

  /**
   * @param kind Decides the exit code.
   * @param code A stable name in capitals, such as `UNKNOWN_STRATEGY`, that scripts may rely on.
   * @param message What could not be done, what must hold, and what is the case; no final stop.
   */
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    options: { hint?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.hint = options.hint;
  }

  /** The exit code the command line ends with. */
  get exitCode(): number {
    return EXIT_CODES[this.kind];
  }
}

/** The message of anything thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
