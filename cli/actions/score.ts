import { CrlcError } from "../../core/errors.ts";
import { score } from "../../metrics/mod.ts";
import { readLabels } from "./read_labels.ts";
import type { Session } from "../session.ts";
import { count, score as number } from "../terminal/numbers.ts";
import { table } from "../terminal/table.ts";

/** What `crlc score` is asked. */
export interface ScoreOptions {
  readonly truth: string;
  readonly clusters: string;
  readonly json: boolean;
}

/** Compares two label files and prints how well they agree. */
export async function printScore(
  { truth, clusters, json }: ScoreOptions,
  session: Session,
): Promise<number> {
  const a = await readLabels(truth);
  const b = await readLabels(clusters);
  if (a.length !== b.length) {
    throw new CrlcError(
      "data",
      "LENGTHS_DIFFER",
      "Cannot compare label files: they must hold the same samples, and " +
        `"${truth}" holds ${count(a.length)} and "${clusters}" ${count(b.length)}`,
    );
  }
  const { acc, nmi, ari } = score(a, b);
  if (json) {
    session.json({ schemaVersion: 1, samples: a.length, acc, nmi, ari });
    return 0;
  }
  const rows = [
    ["samples", count(a.length), ""],
    ["ACC", number(acc), "accuracy under the best matching of clusters to classes"],
    ["NMI", number(nmi), "normalised mutual information"],
    ["ARI", number(ari), "adjusted Rand index; 0 is what chance reaches"],
  ];
  const columns = [{}, { align: "right" }, {}] as const;
  for (const line of table(columns, rows, session.width)) session.line(line);
  return 0;
}
