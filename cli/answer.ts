import type { Session } from "./session.ts";
import { observe, type TerminalObserver } from "./terminal/observer.ts";

/** The options that say how a command speaks. */
export interface Speaking {
  readonly json: boolean;
  /** A command without this option has no progress to tell. */
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/**
 * Does the work of a command while its progress is told, and prints what comes of it.
 *
 * @param work Its result is what `--json` prints.
 * @param lines The same for people.
 * @returns The result.
 */
export async function answer<Result extends object>(
  { json, quiet = true, verbose }: Speaking,
  session: Session,
  work: (observer: TerminalObserver) => Promise<Result>,
  lines: (result: Result) => Iterable<string>,
): Promise<Result> {
  const observer = observe(session, quiet, verbose);
  let result: Result;
  try {
    result = await work(observer);
  } finally {
    observer.end();
  }
  if (json) session.json(result);
  else for (const line of lines(result)) session.line(line);
  return result;
}
