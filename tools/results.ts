/**
 * Trains every strategy with its small recipe over some seeds, two runs at a time with one thread
 * each, and writes the table into `docs/results.md` and `plugins/reached.json`. Begun again, it
 * goes on where it stopped; the runs stay in `runs/results`. CIFAR-10 is looked for in
 * `CRLC_DATA_DIR`.
 *
 * Run: `deno task results [--sets digits,shapes] [--only pica,iic/digits] [--seeds 0-2] [--only-done]`
 *
 * `--seeds 0-2,301-303 --only-done` puts each row together from those seeds that have been run.
 *
 * @module
 */
import { cpus } from "node:os";
import { strategies } from "../plugins/mod.ts";
import { RecipeTable } from "../run/parts/recipe_table.ts";
import { seedsOf } from "../cli/actions/sweep.ts";
import { type Spread, spread } from "../results/spread.ts";
import { commandOf, type Measured, seedsText } from "./measure/job.ts";
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
  /** Which, as `--seeds` takes them; absent: from 0 on. */
  readonly of?: string;
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
    of: seedsText(runs.map(({ seed }) => seed).sort((a, b) => a - b)),
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
    if (!value) return "-";
    // One run has no deviation.
    return value.mean.toFixed(3) + (row.scored > 1 ? ` ± ${value.sd.toFixed(3)}` : "");
  });
  const seeds = seedsOf(row.of ?? (row.seeds === 1 ? "0" : `0-${row.seeds - 1}`));
  const command = commandOf({ recipe, settings: [] }, seeds, row);
  const failed = row.scored < row.seeds ? `, ${row.seeds - row.scored} failed` : "";
  return `| \`${recipe}\` | ${seedsText(seeds)}${failed} | ${
    cells.join(" | ")
  } | ${row.seconds} s | ${row.commit} | \`${command}\` |`;
}

/** Whether a recipe is of a set, or of another form of it, as `dac/digits-star`. */
const isOn = (recipe: string, set: string) => {
  const [, of] = recipe.split("/");
  return of === set || of.startsWith(`${set}-`);
};

const round = (value: number) => Math.round(value * 1e4) / 1e4;

const wanted = sets.map((set) => ({
  set,
  names: recipes.filter((name) => isOn(name, set))
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
/** Runs take the place of those of another commit; of the same one, fewer seeds not of more. */
const better = (name: string) => {
  const runs = runsOf(name), old = before[name];
  if (runs.length === 0) return old;
  const row = rowOf(runs);
  return old?.commit === row.commit && old.seeds > row.seeds ? old : row;
};
const rows = Object.fromEntries(
  recipes.toSorted().flatMap((name) => {
    const row = better(name);
    return row ? [[name, row]] : [];
  }),
);

const sections = SETS.flatMap((set) => {
  const own = Object.entries(rows).filter(([name]) => isOn(name, set));
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
  `labels. The machine (2 cores, ${cpus()[0]?.model.trim() ?? "unknown"}) had other work beside:`,
  "the times are upper bounds. `deno task results` runs what has not been run,",
  "`--only pica,iic/digits` some of it; each row tells the commit it was measured at, with a + where",
  "code had changed since, or `by` the commit that it was written down at. A row of one seed has no",
  "deviation, and says little of what another seed would reach. Only the settings of `crlc` on digits",
  "and shapes were tuned; the others take them over, or were set once and left so: the table does not",
  "say which method is better. `crlc-semi`, `fixmatch`, `mean-teacher`, `mixmatch`, `pi-model`,",
  "`pseudo-label`, `remixmatch` and `uda` see 4 labels of each class, and `supervised` is their",
  "control, which sees nothing else; the accuracy of these is plain. `cifar10-tiny` is reduced to a",
  "minute: it says nothing of what a method reaches on CIFAR-10.",
  "",
  ...sections,
]);
const about = "what recipes have reached: written by tools/results.ts";
await writeJson(KEPT, { about, rows });
await writeJson("plugins/reached.json", {
  about,
  recipes: Object.fromEntries(
    Object.entries(rows).map((
      [name, { scored: _, oracleAcc: __, commit: ___, of: ____, ...told }],
    ) => [
      name,
      told,
    ]),
  ),
});
