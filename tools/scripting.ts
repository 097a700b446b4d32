/**
 * Keeps the tables of `docs/scripting.md` that follow from the source: exit codes and error codes,
 * with what they say and what mends them. Without `--write` it fails where the page is behind.
 *
 * Run: `deno run -A tools/scripting.ts [--write]`
 *
 * @module
 */
import { EXIT_CODES } from "../core/errors.ts";
import { type ErrorSite, errorSites } from "./scripting/error_sites.ts";

const root = new URL("..", import.meta.url);
const PAGE = new URL("docs/scripting.md", root);
const OTHERS = /^(?:bench|docs|examples|tests|tools)\/|\/assembly\/|\/tfjs\//;

/** Every source of crlc itself, by its path. */
export async function sources(): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await new Deno.Command("git", { args: ["ls-files", "-z"], cwd: root })
    .output();
  const found = new Map<string, string>();
  for (const path of new TextDecoder().decode(stdout).split("\0")) {
    if (path.endsWith(".ts") && !OTHERS.test(path)) {
      const text = await Deno.readTextFile(new URL(path, root)).catch(() => undefined);
      if (text !== undefined) found.set(path, text);
    }
  }
  return found;
}

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");

/** The table of error codes: a row for each code and kind. */
function errorTable(sites: readonly ErrorSite[]): string {
  const exits = EXIT_CODES as Readonly<Record<string, number>>;
  const rows = Map.groupBy(
    sites.filter(({ kind }) => kind in exits),
    ({ kind, code }) => `\`${code}\` | ${exits[kind]}`,
  );
  const lines = [...rows].sort(([a], [b]) => a < b ? -1 : 1).map(([head, own]) => {
    const says = [...new Set(own.map(({ message }) => message))].slice(0, 2).join("; or: ");
    const hint = own.find(({ hint }) => hint !== undefined)?.hint ?? "";
    return `| ${head} | ${cell(says)} | ${cell(hint)} |`;
  });
  return ["| code | exit | says | what mends it |", "| --- | --- | --- | --- |", ...lines].join(
    "\n",
  );
}

/** The page with its tables as the source has them. */
export async function withTables(page: string): Promise<string> {
  const sites = [...(await sources()).values()].flatMap(errorSites);
  const table = `<!-- deno-fmt-ignore-start -->\n\n${
    errorTable(sites)
  }\n\n<!-- deno-fmt-ignore-end -->`;
  return page.replace(
    /(?<=<!-- errors -->)[\s\S]*?(?=<!-- \/errors -->)/,
    () => `\n\n${table}\n\n`,
  );
}

if (import.meta.main) {
  const page = await Deno.readTextFile(PAGE), wanted = await withTables(page);
  if (Deno.args.includes("--write")) await Deno.writeTextFile(PAGE, wanted);
  else if (page !== wanted) {
    console.error('docs/scripting.md is behind: run "deno run -A tools/scripting.ts --write"');
    Deno.exit(1);
  }
}
