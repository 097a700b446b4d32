import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { requirePart } from "../../parts/find_part.ts";
import type { Spec } from "./figure.ts";
import { textWidth } from "./text_width.ts";

/** A mark of text, as far as its width goes. */
interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
}

interface Libraries {
  readonly vega: {
    readonly textMetrics: { width(item: TextItem, text: unknown): number };
    /** Names of gradients count on through a process. */
    resetSVGDefIds?(): void;
    parse(spec: unknown): unknown;
    View: new (runtime: unknown, options: Spec) => { toSVG(): Promise<string>; finalize(): void };
  };
  readonly vegaLite: { compile(spec: Spec, options: Spec): { spec: unknown } };
}

let loaded: Promise<Libraries> | undefined;

/**
 * A figure as SVG, without a browser: the same figure gives the same bytes.
 *
 * @throws {CrlcError} `PART_MISSING` where the part `vega` is not there.
 */
export async function drawSvg(spec: Spec): Promise<string> {
  const { vega, vegaLite } = await (loaded ??= load(requirePart("vega")));
  const { spec: compiled } = vegaLite.compile(spec, { logger: SILENT });
  const view = new vega.View(vega.parse(compiled), { renderer: "none", logger: SILENT });
  vega.resetSVGDefIds?.();
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** Vega tells of things that do not matter, such as scales that are merged. */
const SILENT: Spec = {
  level: () => SILENT,
  error: () => SILENT,
  warn: () => SILENT,
  info: () => SILENT,
  debug: () => SILENT,
};

/** Each library is a script of one file that leaves a global of its own, which is taken away. */
async function load(part: string): Promise<Libraries> {
  const all = globalThis as unknown as Record<string, unknown>;
  const file = (name: string) =>
    pathToFileURL(join(part, "node_modules", name, "build", `${name}.min.js`)).href;
  for (const name of ["vega", "vega-lite"]) await import(file(name));
  const { vega, vegaLite } = all;
  delete all.vega;
  delete all.vegaLite;
  const libraries = { vega, vegaLite } as Libraries;
  libraries.vega.textMetrics.width = ({ fontSize = 11, fontWeight }, text) =>
    textWidth(String(text ?? "").trim(), fontSize, fontWeight === "bold" || fontWeight === 600);
  return libraries;
}
