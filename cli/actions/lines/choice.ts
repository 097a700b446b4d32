import { shellLine } from "../../../core/shell_line.ts";
import type { ClusterChoice } from "../../../results/choose_clusters/choose_clusters.ts";
import type { Session } from "../../session.ts";
import { wrap } from "../../terminal/wrap.ts";
import { nextLines } from "./next.ts";

/** A range of numbers of clusters, what speaks for it, and what was looked at. */
export function choiceLines(choice: ClusterChoice, session: Session): string[] {
  const { low, high, reasons, candidates } = choice;
  const range = low === high ? `${low}` : `${low} to ${high}`;
  const number = (value: number | undefined) => (value?.toFixed(3) ?? "-").padStart(11);
  const middle = Math.round((low + high) / 2);
  return [
    session.style("bold", `Probably ${range} clusters; no label was looked at.`),
    ...reasons.flatMap((reason) =>
      wrap(reason, session.width - 4).map((line, i) => (i === 0 ? "  - " : "    ") + line)
    ),
    ...wrap(
      "A hint, not a finding: look at the clusters of a few numbers in this range and around it.",
      session.width,
    ),
    "",
    "   k  silhouette  stability   affinity",
    ...candidates.map(({ k, silhouette, stability, affinity }) =>
      `${`${k}`.padStart(4)} ${number(silhouette)}${number(stability)}${number(affinity)}`
    ),
    "",
    ...nextLines(
      [[`crlc ${shellLine(withClusters(session.args, middle))}`, "train with one of them"]],
      session,
    ),
  ];
}

/** What was typed, with a number of clusters in place of a range, for a run of its own. */
function withClusters(args: readonly string[], clusters: number): string[] {
  const replaced = (word: string | undefined) => word === "-k" || word === "--run";
  const kept = args.filter((word, i) =>
    !replaced(word) && !replaced(args[i - 1]) && !/^(-k|--run)=/.test(word)
  );
  return [...kept, "-k", String(clusters)];
}
