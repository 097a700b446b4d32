import * as v from "valibot";
import {
  matrix,
  nearestNeighbours,
  neighbourAccuracy,
  type Neighbours,
  neighbourVote,
} from "../../search/mod.ts";
import { type CaseKind, UnknownCase } from "./case.ts";
import type { Comparison } from "./compare.ts";
import { type NeighbourCase, neighbourCase } from "./file.ts";

/** Nearest neighbours, and what they vote for. */
export const neighbours: CaseKind = {
  group: "knn",
  async compare(raw, { float64 }): Promise<Comparison[]> {
    const golden = v.parse(neighbourCase, raw);
    const found = await search(golden);
    const comparisons: Comparison[] = [];
    const compare = (
      what: string,
      got: ArrayLike<number>,
      expected: number[][],
      tolerance: number,
    ) => comparisons.push({ what, got: rowsOf(got, expected.length), expected, tolerance });
    const { indices, similarities, votes, predictions, accuracy } = golden;
    if (indices) compare("indices", found.indices, indices, 0);
    if (similarities) compare("similarities", found.similarities, similarities, float64);
    if (votes || predictions) {
      const made = vote(found, golden);
      if (votes) compare("votes", made.votes, votes, float64);
      if (predictions) compare("predictions", made.predictions, [predictions], 0);
    }
    if (accuracy !== undefined) {
      if (!golden.labels) throw new UnknownCase("accuracy of neighbours without labels");
      const got = neighbourAccuracy(found, golden.labels);
      comparisons.push({ what: "accuracy", got, expected: accuracy, tolerance: float64 });
    }
    if (comparisons.length === 0) throw new UnknownCase(`nothing expected of "${golden.name}"`);
    return comparisons;
  },
};

function search({ queries, database, k, exclude_self }: NeighbourCase): Promise<Neighbours> {
  const points = (rows: number[][]) => matrix(Float64Array.from(rows.flat()), rows[0].length);
  return nearestNeighbours(points(queries), points(database ?? queries), k, {
    excludeSelf: exclude_self,
  });
}

function vote(found: Neighbours, { labels, num_classes, temperature }: NeighbourCase) {
  if (!labels || num_classes === undefined) throw new UnknownCase("a vote without labels");
  return neighbourVote(found, labels, num_classes, temperature);
}

/** Cuts numbers into rows of one length. */
function rowsOf(numbers: ArrayLike<number>, rows: number): number[][] {
  const width = numbers.length / rows;
  return Array.from(
    { length: rows },
    (_, row) => Array.from(numbers).slice(row * width, (row + 1) * width),
  );
}
