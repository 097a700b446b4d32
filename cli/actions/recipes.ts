import { CrlcError } from "../../core/errors.ts";
import { listRecipes } from "../../machine/lists.ts";
import { paperTable } from "../../machine/paper_table.ts";
import type { RecipeSummary } from "../../machine/recipe_summary.ts";
import { paperTableLines } from "./paper_table.ts";
import { answer } from "../answer.ts";
import type { OptionsOf } from "../command.ts";
import type { recipes } from "../commands/recipes.ts";
import type { Session } from "../session.ts";
import { itemLines } from "../terminal/item_lines.ts";
import { nextLines, type NextStep } from "../terminal/next_lines.ts";
import { count, duration, longDuration } from "../terminal/numbers.ts";

/** Prints recipes: all, or those that some words are of. */
export async function runRecipes(
  options: OptionsOf<typeof recipes>,
  session: Session,
): Promise<number> {
  const { plugins, of, table } = options;
  if (table !== undefined) {
    requireTableAlone(of, plugins);
    await answer(
      options,
      session,
      async () => ({ schemaVersion: 1, table, cells: await paperTable(table) }),
      ({ cells }) => paperTableLines(table, cells, session),
    );
    return 0;
  }
  await answer(
    options,
    session,
    async () => ({ schemaVersion: 1, items: await listRecipes(plugins, of) }),
    ({ items }) => {
      if (items.length === 0) return [`No recipe is of ${of.join(" and ")}.`];
      const first = items.find(({ name }) => name.endsWith("/digits")) ?? items[0];
      const next: NextStep[] = [[`crlc train ${first.name}`, "train one of them"]];
      if (of.length === 0) next.push(["crlc recipes stl10", "those of a data set, or a strategy"]);
      return [
        ...itemLines(items.map((item) => ({ name: item.name, texts: recipeTexts(item) })), session),
        "",
        ...nextLines(next, session),
      ];
    },
  );
  return 0;
}

/** A table is a whole: it has no words to choose by, and no recipes of others. */
function requireTableAlone(of: readonly string[], plugins: readonly string[]): void {
  if (of.length === 0 && plugins.length === 0) return;
  throw new CrlcError(
    "usage",
    "BAD_ARGUMENTS",
    "Cannot print a table of the paper: it is printed whole, and words or plugins are given",
    { hint: "leave them out, or leave out --table" },
  );
}

const share = (value: number) => value.toFixed(3);

/** What there is to say of a recipe: itself, the paper's numbers, what it takes, what it reached. */
function recipeTexts({ about, paper, cost, reached }: RecipeSummary): string[] {
  const texts = [about];
  const reports = paper.map((result) => {
    const { table, split, stage, labels, acc, nmi, ari, acc5, error, sd = {}, note } = result;
    const spread = (value: number, deviation: number | undefined) =>
      deviation === undefined ? share(value) : `${share(value)} ± ${share(deviation)}`;
    const known = [
      ...[["ACC", acc, sd.acc], ["ACC5", acc5, undefined]] as const,
      ...[["NMI", nmi, sd.nmi], ["ARI", ari, sd.ari]] as const,
    ];
    const scores = error !== undefined
      ? `error ${spread(error, sd.error)}`
      : known.flatMap(([name, value, deviation]) =>
        value === undefined ? [] : [`${name} ${spread(value, deviation)}`]
      ).join(", ");
    const how = [split, stage && `stage ${stage}`, labels && `${labels} labels`, note].filter(
      Boolean,
    ).join(", ");
    return `${scores} (Table ${table}${how ? `; ${how}` : ""})`;
  });
  if (reports.length > 0) texts.push(`paper: ${reports.join("; ")}`);
  if (reached) {
    const { acc, seeds, seconds, backend, threads } = reached;
    const score = acc ? `ACC ${share(acc.mean)} ± ${share(acc.sd)}` : "no score";
    const with_ = `${backend}, ${threads} ${threads === 1 ? "thread" : "threads"}`;
    texts.push(`reached: ${score} over ${seeds} seeds, ${duration(seconds)} each (${with_})`);
  } else if (cost) {
    texts.push(`takes about ${longDuration(cost.seconds)} on 2 cores (${count(cost.steps)} steps)`);
  }
  return texts;
}
