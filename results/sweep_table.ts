import { quoteCell } from "../run/train/assignments.ts";
import type { SweepOutcome } from "./sweep_outcome.ts";

const SCORES = ["acc", "nmi", "ari", "acc5", "error", "oracleAcc", "seconds"] as const;

/** The runs of a sweep as CSV: a column for each option of the grid, and a row a run. */
export function sweepTable({ runs }: Pick<SweepOutcome, "runs">): string {
  const keyOf = (setting: string) => setting.slice(0, setting.indexOf("="));
  const keys = [...new Set(runs.flatMap(({ settings }) => settings.map(keyOf)))];
  const rows = runs.map((run) => [
    ...keys.map((key) => run.settings.find((one) => keyOf(one) === key)?.slice(key.length + 1)),
    ...[run.seed, run.run, run.split, ...SCORES.map((score) => run[score]), run.failed],
  ]);
  const lines = [[...keys, "seed", "run", "split", ...SCORES, "failed"], ...rows];
  return lines.map((cells) => `${cells.map((cell) => quoteCell(String(cell ?? ""))).join(",")}\n`)
    .join("");
}
