import type { Spread, SweepOutcome } from "../../../results/sweep.ts";
import type { Session } from "../../session.ts";
import { type Column, table } from "../../terminal/table.ts";
import { wrap } from "../../terminal/wrap.ts";

function plusMinus(value: Spread | undefined, runs: number, digits = 3): string {
  if (!value) return "-";
  const mean = value.mean.toFixed(digits);
  return runs > 1 ? `${mean} ± ${value.sd.toFixed(digits)}` : mean;
}

/** What `crlc sweep` prints: a line a cell. */
export function sweepLines({ cells, folder }: SweepOutcome, session: Session): string[] {
  const right = (title: string): Column => ({ title, align: "right" });
  const columns: Column[] = [
    { title: "settings" },
    ...["runs", "ACC", "NMI", "ARI", "oracle ACC", "seconds"].map(right),
  ];
  const rows = cells.map(({ settings, runs, failed, acc, nmi, ari, oracleAcc, seconds }) => {
    const good = runs - failed;
    return [
      settings.join(" ") || "as the recipe",
      failed > 0 ? `${runs} (${failed} failed)` : String(runs),
      ...[acc, nmi, ari, oracleAcc].map((value) => plusMinus(value, good)),
      plusMinus(seconds, good, 1),
    ];
  });
  const words = `Mean ± standard deviation over the seeds. ACC, NMI, ARI: of the head chosen ` +
    `without labels; oracle ACC: of the best head by label. The runs are in ${folder}.`;
  return [
    ...table(columns, rows, session.width, (text) => session.style("bold", text)),
    "",
    ...wrap(words, session.width).map((line) => session.style("dim", line)),
  ];
}
