import { CrlcError } from "../../../core/errors.ts";
import { openManifest } from "../../../run/folder/run_folder.ts";
import { openCatalog } from "../../../run/parts/catalog.ts";
import type { PaperResult } from "../../../run/parts/recipe_table.ts";
import { readRecipe } from "../../../run/recipe/recipe.ts";
import type { RunOfCell } from "../../runs_of.ts";
import { evaluate } from "../../scores/evaluate.ts";
import { spread } from "../../spread.ts";
import type { Figure, FigureInput } from "../figure.ts";
import { themed } from "../theme.ts";
import { aboutRuns } from "../words.ts";

const SCORES = { acc: "ACC", nmi: "NMI", ari: "ARI", acc5: "ACC5", error: "error" } as const;
type Score = keyof typeof SCORES;
type Scores = Partial<Record<Score, number>> & { readonly split?: string };

/**
 * Scores at the end, a bar a cell, with the standard deviation over the seeds; what the paper
 * reports of a recipe stands beside it.
 */
export async function bars(input: FigureInput): Promise<Figure> {
  const { runs, options } = input, rows = [], papers = [];
  const scored: { cell: string; scores: Scores }[] = [];
  for (const own of runs) scored.push({ cell: own.cell, scores: await scoresOf(own, input) });
  const splits = [...new Set(scored.map(({ scores }) => scores.split))];
  if (splits.length > 1) throw splitsDiffer(splits);
  const known = (Object.keys(SCORES) as Score[])
    .filter((key) => scored.some(({ scores }) => scores[key] !== undefined));
  const wanted = options.term === undefined
    ? known.filter((key) => ["acc", "nmi", "ari"].includes(key))
    : known.filter((key) => key === options.term);
  if (wanted.length === 0) throw nothingScored(options.term, known);
  const cells = [...new Set(runs.map(({ cell }) => cell))];
  for (const cell of cells) {
    const own = scored.filter((one) => one.cell === cell);
    const paper = await paperOf(runs.find((one) => one.cell === cell)!);
    for (const key of wanted) {
      const value = spread(own.flatMap(({ scores }) => scores[key] ?? []));
      if (!value) continue;
      const [mean, sd] = [100 * value.mean, 100 * value.sd];
      rows.push({ cell, score: SCORES[key], mean, low: mean - sd, high: mean + sd, n: own.length });
      const reported = paper?.[key];
      if (reported !== undefined) papers.push({ cell, score: SCORES[key], paper: 100 * reported });
    }
  }
  const about = await aboutRuns(runs, splits[0]);
  const subtitle = papers.length > 0 ? `${about}; diamonds: the paper` : about;
  const order = wanted.map((key) => SCORES[key]);
  return { about, spec: themed(bodyOf(rows, papers, cells, order), "Scores", subtitle) };
}

/** What a sweep has scored already, or what eval says. */
async function scoresOf({ run, scored }: RunOfCell, input: FigureInput): Promise<Scores> {
  const { environment, observer, options: { split } } = input;
  if (scored && (split === undefined || split === scored.split)) return scored;
  const request = { run, environment, split, baseline: false, brief: true };
  const { selected, split: of } = await evaluate({ ...request, readOnly: true }, observer);
  return { ...selected, split: of };
}

/** What the paper reports of the recipe that a run was made by, where no option was changed. */
async function paperOf({ run }: RunOfCell): Promise<PaperResult | undefined> {
  const { recipe } = await openManifest(run), catalog = await openCatalog();
  if (!await catalog.recipes.has(recipe.name)) return undefined;
  const { paper = [] } = await catalog.recipes.get(recipe.name) as { paper?: PaperResult[] };
  const known = await readRecipe(catalog, recipe.name);
  if (asWritten(known.options) !== asWritten(recipe.options)) return undefined;
  const labels = recipe.labels?.images.length;
  return paper.find((one) =>
    (one.split ?? known.dataset.split) === recipe.dataset.split && one.labels === labels &&
    one.stage === undefined
  );
}

/** JSON with sorted keys, in which options that are undefined have no part. */
function asWritten(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, inner) =>
      inner instanceof Object && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a < b ? -1 : 1))
        : inner,
  );
}

function bodyOf(
  rows: readonly { readonly n: number }[],
  papers: readonly unknown[],
  cells: readonly string[],
  scores: readonly string[],
) {
  const x = {
    field: "cell",
    type: "nominal",
    title: null,
    sort: cells,
    axis: { labelAngle: cells.length > 3 ? -30 : 0, labelLimit: 260, grid: false },
  };
  const xOffset = { field: "score", type: "nominal", sort: scores };
  const color = {
    field: "score",
    type: "nominal",
    sort: scores,
    title: null,
    legend: scores.length > 1 ? { orient: "bottom" } : null,
  };
  const y = (field: string) => ({
    field,
    type: "quantitative",
    title: `${scores.length > 1 ? "score" : scores[0]} (%)`,
  });
  // Of one seed there is no deviation.
  const spreads = { values: rows.filter(({ n }) => n > 1) };
  const rule = { type: "rule", strokeWidth: 1.5, color: "#222222" };
  return {
    width: Math.max(400, cells.length * Math.max(24, scores.length * (cells.length > 4 ? 13 : 34))),
    height: 250,
    data: { values: rows },
    layer: [
      { mark: { type: "bar" }, encoding: { x, xOffset, color, y: y("mean") } },
      { data: spreads, mark: rule, encoding: { x, xOffset, y: y("low"), y2: { field: "high" } } },
      ...["low", "high"].map((end) => ({
        data: spreads,
        mark: { type: "tick", thickness: 1.5, size: 7, color: "#222222", opacity: 1 },
        encoding: { x, xOffset, y: y(end) },
      })),
      ...papers.length > 0
        ? [{
          data: { values: papers },
          mark: { type: "point", shape: "diamond", size: 70, filled: true, color: "#000000" },
          encoding: { x, xOffset, y: y("paper") },
        }]
        : [],
    ],
  };
}

function splitsDiffer(splits: readonly (string | undefined)[]): CrlcError {
  return new CrlcError(
    "usage",
    "SPLITS_DIFFER",
    `Cannot draw bars: all runs must be scored on one split, and are on ${splits.join(", ")}`,
    { hint: `--split ${splits[0]} scores all of them on that one, where their data has it` },
  );
}

function nothingScored(term: string | undefined, known: readonly string[]): CrlcError {
  return new CrlcError(
    "usage",
    "UNKNOWN_TERM",
    `Cannot draw bars${
      term === undefined ? "" : ` of "${term}"`
    }: runs must have such scores, and ${
      known.length > 0 ? `have ${known.join(", ")}` : "have none, since their images have no labels"
    }`,
    { hint: "acc, nmi, ari, acc5 and error are scores" },
  );
}
