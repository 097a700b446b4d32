/**
 * Trains every strategy with its small recipe over some seeds and writes the table into
 * `docs/results.md`. Begun again, it goes on where it stopped; the runs stay in `runs/results`.
 *
 * Run: `deno run -A tools/results.ts [--sets digits,shapes] [--seeds 3] [--only-done]`
 *
 * @module
 */
import { parseArgs } from "node:util";
import { join } from "node:path";
import { recipes } from "../plugins/recipes.ts";
import { readIfThere } from "../run/files.ts";
import { spread, sweep, type SweepRun } from "../run/sweep.ts";

const { values } = parseArgs({
  options: {
    sets: { type: "string", default: "digits,shapes" },
    seeds: { type: "string", default: "3" },
    runs: { type: "string", default: "runs/results" },
    "only-done": { type: "boolean", default: false },
  },
});

const root = new URL("..", import.meta.url).pathname;
const page = join(root, "docs", "results.md");
const BEGIN = "<!-- strategies: written by tools/results.ts -->",
  END = "<!-- end of strategies -->";
const seeds = Array.from({ length: Number(values.seeds) }, (_, seed) => seed);
const folderOf = (recipe: string) => join(values.runs, recipe.replace("/", "-"));

/** The runs of a recipe; with `--only-done` those that are scored already. */
async function runsOf(recipe: string): Promise<readonly SweepRun[]> {
  const folder = folderOf(recipe);
  if (values["only-done"]) {
    const kept = await Promise.all(seeds.map((s) => readIfThere(join(folder, `seed${s}.json`))));
    return kept.flatMap((text) => text === undefined ? [] : JSON.parse(text));
  }
  const quiet = { note() {}, progress() {}, warn: (text: string) => console.error(text) };
  const outcome = await sweep(
    {
      target: recipe,
      overrides: { set: [] },
      grid: [],
      seeds,
      place: { dataFolder: Deno.env.get("CRLC_DATA_DIR") ?? "data", backend: "wasm", plugins: [] },
      folder,
    },
    quiet,
    new AbortController().signal,
  );
  return outcome.runs;
}

function row(recipe: string, runs: readonly SweepRun[]): string {
  const cell = (key: "acc" | "nmi" | "ari" | "oracleAcc", digits = 3) => {
    const value = spread(runs.flatMap((run) => run[key] ?? []));
    if (!value) return "-";
    const mean = value.mean.toFixed(digits);
    return runs.length > 1 ? `${mean} ± ${value.sd.toFixed(digits)}` : mean;
  };
  const seconds = spread(runs.map((run) => run.seconds))?.mean.toFixed(0) ?? "-";
  const cells = [cell("acc"), cell("nmi"), cell("ari"), cell("oracleAcc"), `${seconds} s`];
  return `| \`${recipe}\` | ${runs.length} | ${cells.join(" | ")} |`;
}

const sections: string[] = [];
for (const set of values.sets.split(",")) {
  const rows: string[] = [];
  for (const recipe of Object.keys(recipes).filter((name) => name.endsWith(`/${set}`)).sort()) {
    const runs = await runsOf(recipe);
    if (runs.length > 0) rows.push(row(recipe, runs));
    console.error(`${recipe}: ${runs.length} runs`);
  }
  if (rows.length === 0) continue;
  sections.push(
    `### ${set}`,
    "",
    "| recipe | seeds | ACC | NMI | ARI | oracle ACC | training |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...rows,
    "",
  );
}
const text = [
  BEGIN,
  "",
  "## Every strategy with its small recipe",
  "",
  "Mean and standard deviation over the seeds, of all training images; ACC, NMI and ARI of the head",
  "that was chosen without labels. Backend `wasm`. Command: `deno run -A tools/results.ts`. Only the",
  "settings of `crlc` were tuned; the others take them over, or were set once and left so: the table",
  "does not say which method is better, and with one seed it decides no direction of the paper.",
  "`crlc-semi`, `fixmatch` and `pseudo-label` see 4 labels of each class; their accuracy is plain.",
  "Times are of a machine that did other work as well.",
  "",
  ...sections,
  END,
].join("\n");
const old = await Deno.readTextFile(page);
const [from, to] = [old.indexOf(BEGIN), old.indexOf(END)];
await Deno.writeTextFile(
  page,
  from < 0
    ? `${old.trimEnd()}\n\n${text}\n`
    : old.slice(0, from) + text + old.slice(to + END.length),
);
await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", page] }).output();
