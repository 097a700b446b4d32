import { findNeighbours } from "../../run/neighbours.ts";
import { observe } from "../observer.ts";
import { placeOf, type PlaceOptions } from "../place.ts";
import { neighbourLines } from "../reports/neighbours.ts";
import type { Session } from "../session.ts";

/** What `crlc neighbors` is asked. */
export interface NeighboursOptions extends PlaceOptions {
  readonly run: string;
  readonly queries: readonly string[];
  readonly k: number;
  readonly save: boolean;
  readonly split?: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Finds the nearest neighbours of images and prints them. */
export async function runNeighbours(
  options: NeighboursOptions,
  session: Session,
): Promise<number> {
  const { run, queries, k, split } = options;
  const observer = observe(session, options.quiet);
  try {
    const place = placeOf(options, session.io);
    if (options.save && queries.length > 0) {
      await findNeighbours({ run, queries: [], k, split, place }, observer);
    }
    const result = await findNeighbours({ run, queries, k, split, place }, observer);
    observer.end();
    if (options.json) {
      session.json(result);
    } else {
      for (const line of neighbourLines(result, run, session)) session.line(line);
    }
    return 0;
  } finally {
    observer.end();
  }
}
