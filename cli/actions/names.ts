import { nameClusters } from "../../results/names/names.ts";
import { observe } from "../terminal/observer.ts";
import { placeOf, type PlaceOptions } from "../place.ts";
import { namesLines } from "./lines/names.ts";
import type { Session } from "../session.ts";

/** What `crlc names` is asked. */
export interface NamesOptions extends PlaceOptions {
  readonly run: string;
  readonly set: readonly string[];
  readonly merge: readonly string[];
  readonly split: readonly string[];
  readonly undo: readonly string[];
  readonly from?: string;
  readonly edits?: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Shows or changes the names of clusters. */
export async function runNames(options: NamesOptions, session: Session): Promise<number> {
  const { run, undo, set, merge, split, from, edits } = options;
  const observer = observe(session, options.quiet);
  try {
    const place = placeOf(options, session.io);
    const named = await nameClusters(
      { run, undo, set, merge, split, from, edits, place },
      observer,
    );
    observer.end();
    if (options.json) session.json(named);
    else for (const line of namesLines(named, session)) session.line(line);
    return 0;
  } finally {
    observer.end();
  }
}
