/**
 * What ops of tfjs a strategy may rely on, on which backend: measures it against `cpu`, keeps it in
 * `op_support/support.json`, and writes the table of `docs/plugins.md` from that.
 *
 * Run: `deno run -A tools/op_support.ts [BACKEND...]`; without the name of a backend, only the table
 * is written.
 *
 * @module
 */
import { backends } from "../backends/mod.ts";
import { measure } from "./op_support/measure.ts";
import { page } from "./op_support/page.ts";
import support from "./op_support/support.json" with { type: "json" };

const SUPPORT = new URL("./op_support/support.json", import.meta.url);
export const PAGE: URL = new URL("../docs/plugins.md", import.meta.url);
const BEGIN = "<!-- written by tools/op_support.ts -->\n\n", END = "\n\n<!-- end -->";

/** The page of the docs with the table that is in it written anew. */
export function renewed(text: string, table: string): string {
  const from = text.indexOf(BEGIN) + BEGIN.length, to = text.indexOf(END, from);
  if (from < BEGIN.length || to < 0) throw new Error(`Cannot find ${BEGIN.trim()} in the page`);
  return text.slice(0, from) + table + text.slice(to);
}

if (import.meta.main) {
  const all: Record<string, Record<string, Record<string, string>>> = support;
  const opened = await Promise.all(Deno.args.map(async (name) => {
    const plugin = await backends.get(name);
    return [name, () => plugin.open({})] as const;
  }));
  if (opened.length > 0) Object.assign(all, await measure(Object.fromEntries(opened)));
  await Deno.writeTextFile(SUPPORT, `${JSON.stringify(all, null, 2)}\n`);
  await Deno.writeTextFile(PAGE, renewed(await Deno.readTextFile(PAGE), page(all)));
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", PAGE.pathname] }).output();
  Deno.exit(0);
}
