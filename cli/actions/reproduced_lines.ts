import type { PlannedRuns } from "../../results/reproduce/plan.ts";
import { outcomeFile, type Reproduced } from "../../results/reproduce/reproduce.ts";
import type { Session } from "../session.ts";
import { nextLines } from "../terminal/next_lines.ts";
import { longDuration } from "../terminal/numbers.ts";
import { printableName } from "../terminal/printable.ts";
import { type Column, table } from "../terminal/table.ts";
import { wrap } from "../terminal/wrap.ts";

const right = (title: string): Column => ({ title, align: "right" });
const percent = (value: number) => (100 * value).toFixed(1);
function plusMinus(value: { readonly mean: number; readonly sd?: number } | undefined): string {
  if (!value) return "-";
  return value.sd === undefined
    ? percent(value.mean)
    : `${percent(value.mean)} ± ${percent(value.sd)}`;
}

const DRAW: [string, string][] = [
  ["crlc parts add vega", "and the same command again, which draws them as SVG, too"],
];

/** What `crlc reproduce` prints: the plan, or what came out beside what the paper reports. */
export function reproducedLines(outcome: Reproduced, session: Session): string[] {
  const { name, about, source, size, rows, claims, figures = [], pictures = [], folder } = outcome;
  const bold = (text: string) => session.style("bold", text);
  const head = [`${bold(name)}: ${about} (${source}), ${size}`, ""];
  if (!rows) return [...head, ...planLines(outcome.plan, session)];
  const reduced = "Reduced runs: their numbers are not the paper's, only their order can be.";
  return [
    ...head,
    ...rows.length > 0 ? rowLines(outcome, session) : [],
    ...claims && claims.length > 0 ? ["", ...claimLines(claims, session)] : [],
    "",
    ...size === "small" && rows.length > 0 ? wrap(reduced, session.width) : [],
    `All of it: ${outcomeFile(folder, name)}`,
    "",
    ...pictures.length > 0
      ? [
        "Pictures, each beside its .vl.json:",
        ...pictures.map((file) => `  ${printableName(file)}`),
      ]
      : [
        ...figures.length > 0 ? ["Figures, in the language of Vega-Lite:"] : [],
        ...figures.map((file) => `  ${printableName(file)}`),
        ...figures.length > 0 ? ["", ...nextLines(DRAW, session)] : [],
      ],
  ];
}

/** What would be run, whether it has been, and how long the rest takes. */
export function planLines(plan: readonly PlannedRuns[], session: Session): string[] {
  if (plan.length === 0) return ["Nothing is trained for it."];
  const columns = [{ title: "set" }, { title: "variant" }, { title: "recipe" }, right("runs")];
  const cells = plan.map(({ set, variant, recipe, seeds, done, seconds }) => [
    ...[set, variant, recipe, String(seeds.length), String(done)],
    seconds === undefined ? "-" : longDuration(seconds),
  ]);
  const left = plan.reduce(
    (sum, { seconds = 0, seeds, done }) => sum + seconds * (1 - done / seeds.length),
    0,
  );
  return [
    ...table(
      [...columns, right("done"), right("takes")],
      cells,
      session.width,
      (text) => session.style("bold", text),
    ),
    "",
    `Left to run: ${left > 0 ? longDuration(left) : "nothing"}, as expected of 2 cores of a CPU.`,
  ];
}

/** Of one run there is no deviation. */
const ofRuns = (value: { readonly mean: number; readonly sd: number } | undefined, runs: number) =>
  value && runs < 2 ? { mean: value.mean } : value;

function rowLines({ rows = [] }: Reproduced, session: Session): string[] {
  const keys = (["acc", "nmi", "ari", "acc5", "error"] as const)
    .filter((key) => rows.some(({ scores }) => scores[key]));
  const cells = rows.flatMap(({ set, variant, runs, scores, against = [] }) => [
    [set, variant, String(runs), ...keys.map((key) => plusMinus(ofRuns(scores[key], runs)))],
    ...against.length === 0 ? [] : [
      ["", "  the paper", "", ...keys.map((key) => plusMinus(paperOf(against, key)))],
      ["", "  ours is", "", ...keys.map((key) => verdictOf(against, key))],
    ],
  ]);
  const titles = keys.map((key) => `${key === "error" ? key : key.toUpperCase()} %`);
  return table(
    [{ title: "set" }, { title: "variant" }, right("runs"), ...titles.map(right)],
    cells,
    session.width,
    (text) => session.style("bold", text),
  );
}

type Against = NonNullable<NonNullable<Reproduced["rows"]>[number]["against"]>;

const paperOf = (against: Against, key: string) =>
  against.find(({ score }) => score === key)?.paper;

/** Such as "within 1 sd". */
function verdictOf(against: Against, key: string): string {
  const verdict = against.find(({ score }) => score === key)?.verdict ?? "-";
  return verdict.replace("one standard deviation", "1 sd").replace(
    "two standard deviations",
    "2 sd",
  );
}

/** Measures that are shares, and told in points. */
const SHARES = new Set([
  ...["acc", "mean-acc", "early-acc", "confident-precision", "neighbour-agreement"],
]);
/** Measures that are logarithms to base two, and told as ratios. */
const RATIOS = new Set(["epoch-speed", "steadiness"]);

/** A difference as it is told of what a claim is decided by. */
export function difference(value: number, term: string): string {
  if (RATIOS.has(term)) return `×${(2 ** value).toPrecision(3)}`;
  const size = SHARES.has(term) ? Math.abs(100 * value).toFixed(1) : Math.abs(value).toFixed(3);
  return `${value < 0 ? "−" : "+"}${size}`;
}

function claimLines(claims: NonNullable<Reproduced["claims"]>, session: Session): string[] {
  const rule =
    "A claim holds where the whole 95 % interval of the mean difference (Student's t, runs " +
    "of the same seed) lies above its slack, fails where it lies below, and is undecided else. " +
    "Differences of ACC and of shares are in points. Of steadiness (by the F of both deviations) and " +
    "of epoch-speed they are ratios.";
  return [
    ...table(
      [
        ...[{ title: "set" }, { title: "claim" }, { title: "by" }, right("difference")],
        ...[right("95 %"), { title: "verdict" }],
      ],
      claims.map(({ set, says, term, mean, low, high, verdict }) => [
        ...[set, says, term === "acc" ? "ACC" : term, difference(mean, term)],
        ...[`${difference(low, term)} to ${difference(high, term)}`, verdict],
      ]),
      session.width,
      (text) => session.style("bold", text),
    ),
    "",
    ...wrap(rule, session.width).map((line) => session.style("dim", line)),
  ];
}
