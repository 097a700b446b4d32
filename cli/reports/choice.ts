import type { ClusterChoice } from "../../run/choose_clusters/choose_clusters.ts";
import type { Session } from "../session.ts";
import { shellLine } from "../../core/shell_line.ts";
import { wrap } from "../terminal/wrap.ts";
import { nextLines } from "./next.ts";

/** A range of numbers of clusters, what speaks for it, and what was looked at. */
export function choiceLines(choice: ClusterChoice, target: string, session: Session): string[] {
  const { low, high, reasons, candidates } = choice;
  const range = low === high ? `${low}` : `${low} to ${high}`;
  const number = (value: number | undefined) => (value?.toFixed(3) ?? "-").padStart(11);
  const middle = Math.round((low + high) / 2);
  return [
    session.style("bold", `Probably ${range} clusters; no label was looked at.`),
    ...reasons.flatMap((reason) =>
      wrap(reason, session.width - 4).map((line, i) => (i === 0 ? "  - " : "    ") + line)
    ),
    "A hint, not a finding: look at the clusters of a few numbers in this range and around it.",
    "",
    "   k  silhouette  stability   affinity",
    ...candidates.map(({ k, silhouette, stability, affinity }) =>
      `${`${k}`.padStart(4)} ${number(silhouette)}${number(stability)}${number(affinity)}`
    ),
    "",
    ...nextLines(
      [[`crlc train ${shellLine([target])} -k ${middle}`, "train with one of them"]],
      session,
    ),
  ];
}
