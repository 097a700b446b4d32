import { CrlcError } from "../../core/errors.ts";
import { score } from "../../metrics/mod.ts";
import { answer } from "../answer.ts";
import type { OptionsOf } from "../command.ts";
import type { score as command } from "../commands/score.ts";
import type { Session } from "../session.ts";
import { count, score as number } from "../terminal/numbers.ts";
import { table } from "../terminal/table.ts";
import { readLabels } from "./read_labels.ts";

/** Compares two label files and prints how well they agree. */
export async function runScore(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  await answer(options, session, () => compare(options), ({ samples, acc, nmi, ari }) => {
    const rows = [
      ["samples", count(samples), ""],
      ["ACC", number(acc), "accuracy under the best matching of clusters to classes"],
      ["NMI", number(nmi), "normalised mutual information"],
      ["ARI", number(ari), "adjusted Rand index; 0 is what chance reaches"],
    ];
    return table([{}, { align: "right" }, {}], rows, session.width);
  });
  return 0;
}

async function compare({ truth, clusters }: OptionsOf<typeof command>) {
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
  return { schemaVersion: 1, samples: a.length, acc, nmi, ari };
}
