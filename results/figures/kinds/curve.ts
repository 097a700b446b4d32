import { CrlcError } from "../../../core/errors.ts";
import { nearest } from "../../../core/suggest.ts";
import { openManifest, pathsOf } from "../../../run/folder/run_folder.ts";
import { snapshotFiles } from "../../../run/folder/snapshots.ts";
import type { Recipe } from "../../../run/recipe/recipe.ts";
import { readCurves } from "../../report/read_curves.ts";
import { scoreCurve } from "../../scores/score_curve.ts";
import type { Figure, FigureInput } from "../figure.ts";
import { LINES, themed } from "../theme.ts";
import { aboutRuns, percent } from "../words.ts";

/** Scores of snapshots, as they are asked for. */
const SCORES = { acc: "ACC", nmi: "NMI", ari: "ARI", acc5: "ACC5", error: "error" } as const;
type Score = keyof typeof SCORES;

interface Point {
  readonly cell: string;
  readonly seed: number;
  /** With the strategy before it where terms of several are drawn: each has axes of its own. */
  readonly stage: string;
  readonly epoch: number;
  readonly value: number;
}

/**
 * A logged term or a score over epochs: a line a cell, the mean over its seeds, with a band of one
 * standard deviation; bounds of information have their ceiling, log M.
 */
export async function curve(
  { runs, environment, observer, options }: FigureInput,
): Promise<Figure> {
  const recipes = await Promise.all(runs.map(async ({ run }) => (await openManifest(run)).recipe));
  // A loss of one strategy is no measure of another's; scores are.
  const several = new Set(recipes.map(({ strategy }) => strategy)).size > 1;
  const points: Point[] = [], ceilings = new Set<number>(), terms = new Set<string>();
  const splits = new Set<string>();
  const term = options.term ?? (await haveSnapshots(runs) ? "acc" : "loss");
  const score = term in SCORES ? term as Score : undefined;
  for (const [at, { run, cell, seed }] of runs.entries()) {
    const { strategy } = recipes[at],
      panelOf = (stage: string) => several && !score ? `${strategy}, ${stage}` : stage;
    const scored = score && await scoreCurve(run, environment, observer);
    if (scored) splits.add(scored.split);
    const found = score && scored
      ? scored.points.map(({ stage, epoch, selected }) => {
        const value = score === "error" ? 1 - selected.acc! : selected[score];
        return { stage, epoch, value: value === undefined ? undefined : 100 * value };
      })
      : (await readCurves(pathsOf(run).metrics)).map(({ stage, epoch, terms: logged }) => {
        for (const name of Object.keys(logged)) terms.add(name);
        const values = [logged[term] ?? []].flat();
        return { stage, epoch, value: values.length > 0 ? meanOf(values) : undefined };
      });
    for (const { stage, epoch, value } of found) {
      if (value !== undefined && Number.isFinite(value)) {
        points.push({ cell, seed, stage: panelOf(stage), epoch, value });
      }
    }
    if (/Information$/.test(term)) ceilings.add(ceilingOf(recipes[at]));
  }
  if (points.length === 0) throw unknownTerm(term, [...terms]);
  const title = score ? `${SCORES[score]} by epoch` : `${wordsOf(term)} by epoch`;
  const y = score ? percent(SCORES[score]) : wordsOf(term) + unitOf(term);
  const about = await aboutRuns(runs, splits.size === 1 ? [...splits][0] : undefined);
  const panels = new Set(points.map(({ stage }) => stage)).size;
  const width = panels > 1 ? 260 : 400;
  const body = bodyOf(points, [...ceilings], { y, width, apart: !score });
  return { about, spec: themed(body, title, about, panels * width) };
}

async function haveSnapshots(runs: FigureInput["runs"]): Promise<boolean> {
  for (const { run } of runs) if ((await snapshotFiles(run)).length === 0) return false;
  return true;
}

const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function bodyOf(
  points: readonly Point[],
  ceilings: readonly number[],
  { y, width, apart }: { readonly y: string; readonly width: number; readonly apart: boolean },
) {
  const stages = [...new Set(points.map(({ stage }) => stage))];
  const cells = [...new Set(points.map(({ cell }) => cell))];
  const epoch = { field: "epoch", type: "quantitative", title: "epoch", axis: { tickMinStep: 1 } };
  const value = { field: "value", type: "quantitative", title: y, scale: { zero: false } };
  const color = {
    field: "cell",
    type: "nominal",
    title: null,
    sort: cells,
    legend: cells.length > 1 ? { ...LINES, orient: "bottom", columns: 2 } : null,
  };
  const dash = cells.length > 1 ? { strokeDash: { ...color, scale: { range: DASHES } } } : {};
  const layer = [
    {
      mark: { type: "errorband", extent: "stdev", opacity: 0.2 },
      encoding: { x: epoch, y: value, color },
    },
    {
      mark: { type: "line", strokeWidth: 2, point: { size: 22 } },
      encoding: { x: epoch, y: { ...value, aggregate: "mean" }, color, ...dash },
    },
    ...ceilings.map((ceiling) => ({
      data: { values: [{ ceiling }] },
      mark: { type: "rule", strokeDash: [6, 4], color: "#444444" },
      encoding: { y: { field: "ceiling", type: "quantitative" } },
    })),
    ...ceilings.map((ceiling) => ({
      data: { values: [{ ceiling, name: `log M = ${ceiling.toFixed(2)}` }] },
      mark: { type: "text", x: "width", align: "right", dx: -4, dy: 9, fontSize: 10 },
      encoding: { y: { field: "ceiling", type: "quantitative" }, text: { field: "name" } },
    })),
  ];
  const one = { width, height: 250 };
  const data = { values: points };
  if (stages.length < 2) return { data, ...one, layer };
  return {
    data,
    facet: { column: { field: "stage", type: "nominal", title: null, sort: stages } },
    spec: { ...one, layer },
    resolve: { scale: { x: "independent", ...apart && { y: "independent" } } },
  };
}

const DASHES = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3], [10, 4], [6, 2, 2, 2]];

/** The largest value that a bound of information can have: log M, of M candidates. */
function ceilingOf({ options }: Recipe): number {
  const { batchSize = 512, negatives, bankNegatives } = options as {
    batchSize?: number;
    negatives?: string;
    bankNegatives?: number;
  };
  if (bankNegatives !== undefined) return Math.log(bankNegatives + 1);
  return Math.log(negatives === "cross_view" ? batchSize : 2 * batchSize - 1);
}

const unitOf = (term: string) =>
  /entropy|information|loss|contrast|cluster$/i.test(term) ? " (nats)" : "";

function wordsOf(term: string): string {
  return term.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function unknownTerm(term: string, known: readonly string[]): CrlcError {
  if (term in SCORES) {
    return new CrlcError(
      "usage",
      "UNKNOWN_TERM",
      `Cannot draw "${term}" by epoch: snapshots must have such a score, and have none`,
      {
        hint: term === "acc5"
          ? "acc5 is of snapshots with 50 clusters or more"
          : "scores need images with labels; crlc eval --curve shows what there is without",
      },
    );
  }
  const [guess] = nearest(term, [...known, ...Object.keys(SCORES)], 1);
  return new CrlcError(
    "usage",
    "UNKNOWN_TERM",
    `Cannot draw "${term}": a run must have logged it${
      known.length > 0 ? `, and logged are ${known.join(", ")}` : ", and nothing is logged yet"
    }`,
    { hint: guess ? `did you mean "${guess}"?` : "acc, nmi, ari, acc5 and error are of snapshots" },
  );
}
