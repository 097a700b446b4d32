import { assignedCsv, assignImages } from "../../results/assign.ts";
import { observe } from "../terminal/observer.ts";
import { placeOf, type PlaceOptions } from "../place.ts";
import { assignedLines } from "./lines/assigned.ts";
import type { Session } from "../session.ts";

/** What `crlc assign` is asked. */
export interface AssignOptions extends PlaceOptions {
  readonly run: string;
  readonly paths: readonly string[];
  readonly format?: "text" | "csv" | "jsonl";
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Puts new images into clusters and prints where they belong. */
export async function runAssign(options: AssignOptions, session: Session): Promise<number> {
  const { run, paths, format = "text" } = options;
  const observer = observe(session, options.quiet);
  try {
    const place = placeOf(options, session.io);
    const result = await assignImages({ run, paths, place }, observer);
    observer.end();
    for (const { path, reason } of options.json ? [] : result.quarantined) {
      session.warn(`${path} ${reason}`);
    }
    if (options.json) session.json(result);
    else if (format === "csv") session.io.stdout(assignedCsv(result));
    else if (format === "jsonl") {
      for (const image of result.images) session.line(JSON.stringify(image));
    } else for (const line of assignedLines(result, session)) session.line(line);
    return 0;
  } finally {
    observer.end();
  }
}
