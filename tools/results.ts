/**
 * Trains every strategy with its small recipe over some seeds, two runs at a time with one thread
 * each, and writes the table into `docs/results.md` and `plugins/reached.json`. Begun again, it
 * goes on where it stopped; the runs stay in `runs/results`. CIFAR-10 is looked for in
 * `CRLC_DATA_DIR`.
 *
 * Run: `deno task results [--sets digits,shapes] [--only pica,iic/digits] [--seeds 3] [--only-done]`
 *
 * @module
 */
import { cpus } from "node:os";
import { strategies } from "../plugins/mod.ts";
import { RecipeTable } from "../run/parts/recipe_table.ts";
import { type Spread, spread } from "../results/spread.ts";
import { commandOf, type Measured } from "./measure/job.ts";
import { readOptions } from "./measure/options.ts";
import { runJobs } from "./measure/run_jobs.ts";
import { writeJson, writeSection } from "./measure/write_section.ts";

const options = readOptions();
const { sets, seeds, only } = options;
const recipes = await new RecipeTable(strategies).names();
const KEYS = ["acc", "nmi", "ari", "oracleAcc"] as const;

/** Of what the scores are. */
const SCORED = {
  digits: "all 1,797 images, which are the training images",
  shapes: "the 4,000 images of the test split, drawn by another seed than the 4,000 trained on",
  "cifar10-tiny": "the 10,000 test images; trained on the first 10,000 training images",
};
const SETS = ["digits", "shapes", "cifar10-tiny"] as const;

/** A row of the table, as it is kept. */
interface Row {
  readonly seeds: number;
  /** Runs that have scores. */
  readonly scored: number;
  readonly acc?: Spread;
  readonly nmi?: Spread;
  readonly ari?: Spread;
  readonly oracleAcc?: Spread;
  readonly seconds: number;
  readonly backend: string;
  readonly threads: number;
  /** At which it was measured; "by" one, at which it was written down. */
  readonly commit: string;
}

/** Where rows are kept, so that some can be measured anew while the others stay. */
const KEPT = "bench/results/recipes.json";

/** What the runs of a recipe are as a row. */
function rowOf(runs: readonly Measured[]): Row {
  const of = (key: typeof KEYS[number]) => {
    const value = spread(runs.flatMap((run) => run[key] ?? []));
    return value && { mean: round(value.mean), sd: round(value.sd) };
  };
  return {
    seeds: runs.length,
    scored: runs.filter(({ failed }) => failed === undefined).length,
    ...Object.fromEntries(KEYS.map((key) => [key, of(key)])),
    seconds: Math.round(spread(runs.map((run) => run.seconds))!.mean),
    backend: runs[0].backend,
    threads: runs[0].threads,
    commit: [...new Set(runs.map(({ commit }) => commit))].join(", "),
  };
}

function line(recipe: string, row: Row): string {
  const cells = KEYS.map((key) => {
    const value = row[key];
    return value ? `${value.mean.toFixed(3)} ± ${value.sd.toFixed(3)}` : "-";
  });
  const seedsOf = Array.from({ length: row.seeds }, (_, seed) => seed);
  const command = commandOf({ recipe, settings: [] }, seedsOf, row);
  return `| \`${recipe}\` | ${row.scored} of ${row.seeds} | ${
    cells.join(" | ")
  } | ${row.seconds} s | ${row.commit} | \`${command}\` |`;
}

const round = (value: number) => Math.round(value * 1e4) / 1e4;

const wanted = sets.map((set) => ({
  set,
  names: recipes.filter((name) => name.endsWith(`/${set}`))
    .filter((name) => only.length === 0 || only.some((one) => `${name}/`.startsWith(`${one}/`)))
    .sort(),
}));
const jobs = wanted.flatMap(({ names }) =>
  names.flatMap((recipe) => seeds.map((seed) => ({ recipe, settings: [], seed })))
);
const all = await runJobs(jobs, options);
console.error(`${all.length} of ${jobs.length} runs are there`);
const runsOf = (recipe: string) => all.filter((run) => run.recipe === recipe);
const before = JSON.parse(await Deno.readTextFile(KEPT)).rows as Record<string, Row>;
/** Fewer seeds do not take the place of more. */
const better = (name: string) => {
  const runs = runsOf(name), old = before[name];
  return runs.length > 0 && runs.length >= (old?.seeds ?? 0) ? rowOf(runs) : old;
};
const rows = Object.fromEntries(
  recipes.toSorted().flatMap((name) => {
    const row = better(name);
    return row ? [[name, row]] : [];
  }),
);

const sections = SETS.flatMap((set) => {
  const own = Object.entries(rows).filter(([name]) => name.endsWith(`/${set}`));
  if (own.length === 0) return [];
  const pixels = rows[`kmeans/${set}`]?.acc;
  return [
    `### ${set}`,
    "",
    `Scores are of ${SCORED[set]}. k-means on pixels reaches ACC ${
      pixels?.mean.toFixed(3) ?? "(not run)"
    } (\`kmeans/${set}\`).`,
    "",
    "| recipe | seeds | ACC | NMI | ARI | oracle ACC | training | commit | command |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ...own.map(([name, row]) => line(name, row)),
    "",
  ];
});
await writeSection("strategies", "tools/results.ts", [
  "## Every strategy with its small recipe",
  "",
  "Mean and standard deviation over the seeds; ACC, NMI and ARI of the head that was chosen without",
  `labels, on 2 cores (${
    cpus()[0]?.model.trim() ?? "unknown"
  }) that other work may have shared: the`,
  "times say little. `deno task results` runs what has not been run, `--only pica,iic/digits` some of",
  "it; each row tells the commit it was measured at, with a + where code had changed since, or `by`",
  "the commit that it was written down at. Only the settings of `crlc` on digits and shapes were tuned;",
  "the others take them over, or were set once and left so: the table does not say which method is",
  "better. `crlc-semi`, `fixmatch` and `pseudo-label` see 4 labels of each class; their accuracy is",
  "plain. `cifar10-tiny` is reduced to a minute: it says nothing of what a method reaches on CIFAR-10.",
  "",
  ...sections,
]);
const about = "what recipes have reached: written by tools/results.ts";
await writeJson(KEPT, { about, rows });
await writeJson("plugins/reached.json", {
  about,
  recipes: Object.fromEntries(
    Object.entries(rows).map(([name, { scored: _, oracleAcc: __, commit: ___, ...told }]) => [
      name,
      told,
    ]),
  ),
});
