import type { PaperCell, PaperTableName } from "../../machine/paper_table.ts";
import type { Session } from "../session.ts";
import { longDuration } from "../terminal/numbers.ts";
import { table as layOut } from "../terminal/table.ts";

/** A table of the paper as lines: what it reports, and the recipe of each cell with its cost. */
export function paperTableLines(
  table: PaperTableName,
  cells: readonly PaperCell[],
  session: Pick<Session, "width" | "style">,
): string[] {
  const columns = ["data set", "method", "paper", "takes", "reached"];
  const five = cells.some(({ acc5 }) => acc5 !== undefined);
  const rows = cells.flatMap((cell) => {
    const { dataset, labels, method, recipe, stage } = cell;
    const { cost, reached } = recipe ?? {};
    const row = [
      labels === undefined ? dataset : `${dataset}, ${labels} labels`,
      recipe ? `${recipe.name}${stage ? `, stage ${stage}` : ""}` : method,
      numbersOf(cell, five),
      cost ? longDuration(cost.seconds) : "-",
      reached?.acc ? reachedOf(reached.acc.mean, cell) : "-",
    ];
    // Below, since both do not fit a terminal side by side.
    const { acc, nmi, ari } = cell.sd ?? {};
    const spreads = [acc, ...five ? [undefined] : [], nmi, ari]
      .map((value) => value === undefined ? "-" : percent(value));
    return acc === undefined ? [row] : [row, ["", "", `± ${spreads.join(" / ")}`, "", ""]];
  });
  return [
    `Table ${table} of CRLC's paper, in percent: ${
      cells.some(({ error }) => error !== undefined)
        ? "error"
        : five
        ? "ACC / ACC5 / NMI / ARI"
        : "ACC / NMI / ARI"
    }.`,
    ...cells.some(({ sd }) => sd) ? ["After ±: standard deviations over the paper's runs."] : [],
    "Times are expected ones on 2 cores of a CPU.",
    "",
    ...layOut(
      columns.map((title) => ({ title })),
      rows,
      session.width,
      (text) => session.style("bold", text),
    ),
    "",
    "A name without a slash: a method that crlc does not have.",
    "A dash: the recipe was not run in full here.",
    ...cells.some(({ split }) => split)
      ? ["A star: trained on train+test, which the recipe is not."]
      : [],
  ];
}

/** As the paper prints it: errors, and scores that it has so, with two decimals, others with one. */
const percent = (value: number, decimals = Math.round(value * 1e4) % 10 === 0 ? 1 : 2) =>
  (100 * value).toFixed(decimals);

/** What was reached here, beside errors as one. */
const reachedOf = (acc: number, { error }: PaperCell) =>
  error === undefined ? percent(acc, 1) : percent(1 - acc, 2);

function numbersOf({ acc, acc5, nmi, ari, error, sd, split }: PaperCell, five: boolean): string {
  if (error !== undefined) {
    return percent(error, 2) + (sd?.error === undefined ? "" : ` ± ${percent(sd.error, 2)}`);
  }
  const scores = [acc, ...five ? [acc5] : [], nmi, ari]
    .map((value) => value === undefined ? "-" : percent(value));
  return `${scores.join(" / ")}${split ? " *" : ""}`;
}
