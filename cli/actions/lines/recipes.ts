import type { RecipeSummary } from "../../../machine/recipe_summary.ts";
import { count, duration, longDuration } from "../../terminal/numbers.ts";

const share = (value: number) => value.toFixed(3);

/** What there is to say of a recipe: itself, the paper's numbers, what it takes, what it reached. */
export function recipeTexts({ about, paper, cost, reached }: RecipeSummary): string[] {
  const texts = [about];
  const reports = paper.map(({ table, split, labels, acc, nmi, ari, error, note }) => {
    const scores = error !== undefined
      ? `error ${share(error)}`
      : [["ACC", acc], ["NMI", nmi], ["ARI", ari]].flatMap(([name, value]) =>
        typeof value === "number" ? [`${name} ${share(value)}`] : []
      ).join(", ");
    const how = [split, labels && `${labels} labels`, note].filter(Boolean).join(", ");
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
