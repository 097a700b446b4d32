import { CrlcError } from "../../core/errors.ts";
import { writeDurably } from "../../run/folder/files.ts";
import { answer, type Speaking } from "../answer.ts";
import type { Session } from "../session.ts";
import type { TerminalObserver } from "../terminal/observer.ts";

/** How a list of files is told. */
export interface Listing<Result> {
  /** The same for people. */
  lines(result: Result): Iterable<string>;
  /** Paths for other programs. */
  paths(result: Result): Iterable<string>;
  /** A table of it (RFC 4180). */
  csv(result: Result): string;
}

/** A path that no program takes for an option. */
export const plainPath = (path: string): string => path.startsWith("-") ? `./${path}` : path;

/**
 * Does the work of a command that finds files, and prints them for people, as JSON, or as paths each
 * ended by a NUL; to a CSV file besides.
 */
export async function printList<Result extends object>(
  options: Speaking & { readonly to?: string; readonly null: boolean },
  session: Session,
  work: (observer: TerminalObserver) => Promise<Result>,
  listing: Listing<Result>,
): Promise<void> {
  const { to, json } = options;
  if (options.null && json) {
    throw new CrlcError("usage", "BAD_USAGE", "Cannot use --null: --json is given as well", {
      hint: "leave one of them out",
    });
  }
  const result = await answer(options, session, async (observer) => {
    const found = await work(observer);
    if (to !== undefined) await writeDurably(to, listing.csv(found));
    return found;
  }, (found) => options.null ? [] : listing.lines(found));
  if (!options.null) return;
  for (const path of listing.paths(result)) session.io.stdout(`${plainPath(path)}\0`);
}
