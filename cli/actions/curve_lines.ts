import { shellLine } from "../../core/shell_line.ts";
import type { ScoreCurve } from "../../results/api.ts";
import type { Session } from "../session.ts";
import { nextLines } from "../terminal/next_lines.ts";
import { brief, counted, duration, score } from "../terminal/numbers.ts";
import { type Column, table } from "../terminal/table.ts";
import { wrap } from "../terminal/wrap.ts";

/** What `crlc eval RUN --curve` prints: a line a snapshot. */
export function curveLines(curve: ScoreCurve, session: Session): string[] {
  const { run, dataset, split, samples, clusters, points } = curve;
  const stages = new Set(points.map(({ stage }) => stage)).size > 1;
  const labelled = points.some(({ oracle }) => oracle !== undefined);
  const five = points.some(({ selected }) => selected.acc5 !== undefined);
  const right = (title: string): Column => ({ title, align: "right" });
  const columns: Column[] = [
    ...stages ? [{ title: "stage" }] : [],
    ...["epoch", "time", "head"].map(right),
    ...labelled ? ["ACC", "NMI", "ARI"].map(right) : [],
    ...five ? [right("ACC5")] : [],
    ...labelled ? [right("oracle ACC")] : [],
    ...["used", "confidence", "loss"].map(right),
  ];
  const rows = points.map((point) => {
    const { stage, epoch, seconds, selected, oracle, loss, usedClusters, meanConfidence } = point;
    const { head, acc, nmi, ari, acc5 } = selected;
    return [
      ...stages ? [stage] : [],
      ...[String(epoch), duration(seconds), String(head)],
      ...labelled ? [acc, nmi, ari].map(score) : [],
      ...five ? [score(acc5)] : [],
      ...labelled ? [score(oracle?.acc)] : [],
      `${usedClusters} of ${clusters}`,
      score(meanConfidence),
      loss === undefined ? "-" : brief(loss),
    ];
  });
  const words = "ACC, NMI, ARI: of the head chosen without labels, by its loss over that epoch" +
    (labelled ? "; oracle ACC: of the best head by label." : ".");
  return [
    `${session.style("bold", run)}: ${dataset}, ${split}, ${counted(samples, "image")}`,
    "",
    ...table(columns, rows, session.width, (text) => session.style("bold", text)),
    "",
    ...wrap(words, session.width).map((line) => session.style("dim", line)),
    "",
    ...nextLines([
      [`crlc report ${shellLine([run])}`, "a page to look at"],
    ], session),
  ];
}
