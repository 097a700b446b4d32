import { quoteCell } from "../run/train/assignments.ts";
import type { SweepOutcome } from "./sweep_outcome.ts";

const ALL = ["acc", "nmi", "ari", "acc5", "error", "oracleAcc", "control", "seconds"] as const;

/** The runs of a sweep as CSV: a column for each option of the grid, and a row a run. */
export function sweepTable({ runs }: Pick<SweepOutcome, "runs">): string {
  const keyOf = (setting: string) => setting.slice(0, setting.indexOf("="));
  const keys = [...new Set(runs.flatMap(({ settings }) => settings.map(keyOf)))];
  const scores = ALL.filter((score) =>
    score !== "control" || runs.some((run) => run.control !== undefined)
  );
  const rows = runs.map((run) => [
    ...keys.map((key) => run.settings.find((one) => keyOf(one) === key)?.slice(key.length + 1)),
    ...[run.seed, run.run, run.split, ...scores.map((score) => run[score]), run.failed],
  ]);
  const lines = [[...keys, "seed", "run", "split", ...scores, "failed"], ...rows];
  return lines.map((cells) => `${cells.map((cell) => quoteCell(String(cell ?? ""))).join(",")}\n`)
    .join("");
}
