import { writeDurably } from "../files.ts";
import type { Observer } from "../api.ts";
import { gatherReport, reportPath, type ReportRequest } from "./gather.ts";
import { pageHtml } from "./page_html.ts";
import type { ReportData } from "./report_data.ts";

/** What `crlc report --json` prints. */
export interface Reported {
  readonly schemaVersion: 1;
  readonly runs: readonly string[];
  readonly file: string;
  readonly bytes: number;
  /** Images on the page. */
  readonly images: number;
  readonly warnings: readonly string[];
}

/**
 * Writes one self-contained HTML page about one or several runs.
 *
 * @param file Where to; `report.html` of the first run where absent.
 * @throws {CrlcError} `NOTHING_CLUSTERED` if a run only learned features; what opening a run throws.
 */
export async function reportRuns(
  request: ReportRequest & { readonly file?: string },
  observer: Observer,
): Promise<Reported> {
  const data = await gatherReport(request, observer);
  const html = new TextEncoder().encode(await reportPage(data));
  const file = request.file ?? reportPath(request.runs[0]);
  await writeDurably(file, html);
  return {
    schemaVersion: 1,
    runs: request.runs,
    file,
    bytes: html.length,
    images: data.sets.reduce((sum, { shown }) => sum + shown.length, 0),
    warnings: data.runs.flatMap(({ run, warnings }) =>
      data.runs.length > 1 ? warnings.map((warning) => `${run}: ${warning}`) : warnings
    ),
  };
}

/** The page of what was gathered, with its style sheet and its scripts. */
export async function reportPage(data: ReportData): Promise<string> {
  const [style, ...scripts] = await Promise.all(
    ["style.css", "names.js", "views.js", "app.js"].map((name) =>
      fetch(new URL(`page/${name}`, import.meta.url)).then((response) => response.text())
    ),
  );
  return pageHtml(data, style, scripts.join("\n"));
}
