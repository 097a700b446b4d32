import { access, constants } from "node:fs/promises";
import { dirname, extname } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { requirePart } from "../../parts/find_part.ts";
import type { Observer } from "../../run/api.ts";
import type { Environment } from "../../run/parts/environment.ts";
import {
  makeFolder,
  readBytesIfThere,
  writeDurably,
  writeFailure,
} from "../../run/folder/files.ts";
import { type RunOfCell, runsOf } from "../runs_of.ts";
import type { FigureKind, FigureOptions } from "./figure.ts";

/** How each kind is loaded, and how many runs it is of: none, one, or any number. */
export const KINDS: Readonly<
  Record<string, { readonly runs: "none" | "one" | "some"; load(): Promise<FigureKind> }>
> = {
  curve: { runs: "some", load: async () => (await import("./kinds/curve.ts")).curve },
  bars: { runs: "some", load: async () => (await import("./kinds/bars.ts")).bars },
  maps: { runs: "some", load: async () => (await import("./kinds/maps.ts")).maps },
  cases: { runs: "one", load: async () => (await import("./kinds/cases.ts")).cases },
  confident: { runs: "one", load: async () => (await import("./kinds/confident.ts")).confident },
  labelled: { runs: "one", load: async () => (await import("./kinds/labelled.ts")).labelled },
  critics: { runs: "none", load: async () => (await import("./kinds/critics.ts")).critics },
  tightness: { runs: "none", load: async () => (await import("./kinds/tightness.ts")).tightness },
};

/** The forms of a file, by the end of its name. */
const FORMATS = { ".svg": "svg", ".png": "png", ".pdf": "pdf", ".json": "vl.json" } as const;
type Format = typeof FORMATS[keyof typeof FORMATS];

export interface FigureRequest {
  readonly kind: string;
  /** Run folders, or those of sweeps. */
  readonly runs: readonly string[];
  readonly file: string;
  readonly options: FigureOptions;
  /** Whether a file that is there is replaced. */
  readonly force: boolean;
  readonly environment: Environment;
}

/** What `crlc figure --json` prints. */
export interface Drawn {
  readonly schemaVersion: 1;
  readonly kind: string;
  readonly file: string;
  readonly format: Format;
  readonly bytes: number;
  /** The runs that it is of. */
  readonly runs: readonly string[];
  /** What it is of, in a line. */
  readonly about: string;
}

/**
 * Draws a figure into a file.
 *
 * @throws {CrlcError} `BAD_FIGURE_FILE`, `FILE_EXISTS`, `WRONG_RUNS`; `PART_MISSING`; what the kind
 *   throws.
 */
export async function drawFigure(
  { runs, ...request }: FigureRequest,
  observer: Observer,
): Promise<Drawn> {
  const { kind, file } = request;
  // Before anything is computed: it may have to be fetched.
  if (formatOf(file) !== "vl.json") requirePart("vega");
  await requireFree(file, request.force);
  const found = await runsOf(runs, (text) => observer.warn(text));
  requireRuns(kind, KINDS[kind].runs, found.length);
  return await drawRuns(request, found, observer);
}

/** Draws a figure of runs that are known already. */
export async function drawRuns(
  { kind, file, options, environment }: Omit<FigureRequest, "runs">,
  runs: readonly RunOfCell[],
  observer: Observer,
): Promise<Drawn> {
  const format = formatOf(file), { load } = KINDS[kind];
  const { spec, about } = await (await load())({ runs, environment, observer, options });
  const bytes = await writeFigure(file, spec);
  return {
    schemaVersion: 1,
    ...{ kind, file, format, bytes, runs: runs.map(({ run }) => run), about },
  };
}

/**
 * Writes what is drawn, in the form that the file's name ends in.
 *
 * @returns The size of the file in bytes.
 */
export async function writeFigure(file: string, spec: object): Promise<number> {
  const bytes = await encode(formatOf(file), spec);
  await makeFolder(dirname(file));
  await writeDurably(file, bytes);
  return bytes.length;
}

async function encode(format: Format, spec: object): Promise<Uint8Array> {
  const text = new TextEncoder();
  if (format === "vl.json") return text.encode(`${JSON.stringify(spec, null, 2)}\n`);
  const { drawSvg } = await import("./vega.ts");
  const svg = text.encode(await drawSvg(spec as Readonly<Record<string, unknown>>));
  if (format === "svg") return svg;
  const { rasterise } = await import("./rasterise.ts");
  return await rasterise(svg, format);
}

function formatOf(file: string): Format {
  const ending = extname(file).toLowerCase();
  const format = FORMATS[ending as keyof typeof FORMATS];
  if (format && (ending !== ".json" || file.toLowerCase().endsWith(".vl.json"))) return format;
  throw new CrlcError(
    "usage",
    "BAD_FIGURE_FILE",
    `Cannot draw into "${file}": its name must end in .svg, .png, .pdf or .vl.json`,
    { hint: "for example --to figure.svg" },
  );
}

async function requireFree(file: string, force: boolean): Promise<void> {
  await makeFolder(dirname(file));
  await access(dirname(file), constants.W_OK).catch((cause) => {
    throw writeFailure(file, cause);
  });
  if (force || await readBytesIfThere(file) === undefined) return;
  throw new CrlcError("usage", "FILE_EXISTS", `Cannot draw into "${file}": it is there already`, {
    hint: "--force replaces it",
  });
}

function requireRuns(kind: string, wanted: "none" | "one" | "some", given: number): void {
  const must = { none: "none", one: "one run", some: "one run at least" }[wanted];
  if (wanted === "none" ? given === 0 : wanted === "one" ? given === 1 : given > 0) return;
  throw new CrlcError(
    "usage",
    "WRONG_RUNS",
    `Cannot draw ${kind}: it must be of ${must}, and ${given} are given`,
    { hint: "crlc figure --help says what each kind is of" },
  );
}
