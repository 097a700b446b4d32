import { dirname, join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { shellLine } from "../../core/shell_line.ts";
import { makeFolder, readBytesIfThere, writeDurably } from "../../run/folder/files.ts";
import type { Observer } from "../../run/api.ts";
import { gatherReport, reportPath, type ReportRequest } from "./gather.ts";
import { SCRIPT, STYLES } from "./page_files.ts";
import { pageHtml, type Served } from "./page_html.ts";
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
 * @throws {CrlcError} `NOT_A_PAGE` if the file holds anything else; `NOTHING_CLUSTERED` if a run only learned features; what opening a run throws.
 */
export async function reportRuns(
  request: Omit<ReportRequest, "linkedFrom"> & {
    readonly file?: string;
    /** Whether pictures are linked to their files; they are if absent. */
    readonly links?: boolean;
  },
  observer: Observer,
): Promise<Reported> {
  const file = request.file ?? reportPath(request.runs[0]);
  await requirePage(file);
  const linkedFrom = request.links === false ? undefined : dirname(file);
  const data = await gatherReport({ ...request, linkedFrom }, observer);
  const html = new TextEncoder().encode(reportPage(data));
  await makeFolder(dirname(file));
  await writeDurably(file, html);
  return {
    schemaVersion: 1,
    runs: data.runs.map(({ run }) => run),
    file,
    bytes: html.length,
    images: data.sets.reduce((sum, { shown }) => sum + shown.length, 0),
    warnings: data.runs.flatMap(({ run, warnings }) =>
      data.runs.length > 1 ? warnings.map((warning) => `${run}: ${warning}`) : warnings
    ),
  };
}

/** How each page of crlc begins; its title comes before anything long. */
const OURS = /^<!doctype html[^]*? - crlc report<\/title>/;
const BEGINNING = 16_384;

/** Makes sure that a page takes the place of a page of ours, and of nothing else. */
async function requirePage(file: string): Promise<void> {
  const refuse = (must: string, hint: string): never => {
    throw new CrlcError("usage", "NOT_A_PAGE", `Cannot write the report to "${file}": ${must}`, {
      hint,
    });
  };
  const there = await Deno.stat(file).catch((error) =>
    // Devices may be looked at with all permissions only.
    error instanceof Deno.errors.NotCapable ? { isDirectory: false, isFile: false } : undefined
  );
  if (there?.isDirectory) {
    refuse(
      "it must be a file, and is a folder",
      `for example --to ${shellLine([join(file, "report.html")])}`,
    );
  }
  if (there?.isFile === false) {
    refuse("it must be a file, and is a device or a pipe", "choose another name with --to");
  }
  const start = (await readBytesIfThere(file))?.subarray(0, BEGINNING);
  if (!start || start.length === 0 || OURS.test(new TextDecoder().decode(start))) return;
  refuse(
    "a file of that name must be a report of crlc, and is something else",
    "choose another name with --to",
  );
}

/** The page of what was gathered, with its style sheets and its script. */
export function reportPage(data: ReportData, served?: Served): string {
  return pageHtml(data, STYLES.join("\n"), SCRIPT, served);
}
