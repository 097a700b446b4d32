import { reportRuns } from "../../results/report/report.ts";
import { observe } from "../terminal/observer.ts";
import { placeOf, type PlaceOptions } from "../place.ts";
import type { Session } from "../session.ts";
import { bytes, count } from "../terminal/numbers.ts";

/** What `crlc report` is asked. */
export interface ReportOptions extends PlaceOptions {
  readonly runs: readonly string[];
  readonly to?: string;
  readonly map: "pca" | "umap";
  readonly images: number;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Writes a page about runs and says where it lies. */
export async function runReport(options: ReportOptions, session: Session): Promise<number> {
  const { runs, to: file, map, images } = options;
  const observer = observe(session, options.quiet);
  try {
    const place = placeOf(options, session.io);
    const reported = await reportRuns({ runs, file, map, images, place }, observer);
    observer.end();
    if (options.json) {
      session.json(reported);
      return 0;
    }
    for (const warning of reported.warnings) session.warn(warning);
    session.line(session.style("bold", reported.file));
    session.line(
      `One page, ${bytes(reported.bytes)}, ${
        count(reported.images)
      } images; open it in a browser, no network needed.`,
    );
    return 0;
  } finally {
    observer.end();
  }
}
