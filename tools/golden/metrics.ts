import * as v from "valibot";
import {
  ari,
  matchClusters,
  mutualInformation,
  nmi,
  score,
  topAccuracy,
} from "../../metrics/mod.ts";
import type { CaseKind } from "./case.ts";
import { pairCase, topCase } from "./file.ts";

/** Two labellings of the same samples. */
export const metricPairs: CaseKind = {
  group: "metrics",
  compare(raw, { float64 }) {
    const { labels, clusters, ...expected } = v.parse(pairCase, raw);
    const scores = score(labels, clusters);
    return [
      { what: "n", got: scores.samples, expected: expected.n, tolerance: 0 },
      {
        what: "hits",
        got: matchClusters(labels, clusters).hits,
        expected: expected.hits,
        tolerance: 0,
      },
      { what: "acc", got: scores.acc, expected: expected.acc, tolerance: float64 },
      { what: "nmi", got: nmi(labels, clusters), expected: expected.nmi, tolerance: float64 },
      {
        what: "nmi_geometric",
        got: nmi(labels, clusters, "geometric"),
        expected: expected.nmi_geometric,
        tolerance: float64,
      },
      {
        what: "mi_nats",
        got: mutualInformation(labels, clusters),
        expected: expected.mi_nats,
        tolerance: float64,
      },
      { what: "ari", got: ari(labels, clusters), expected: expected.ari, tolerance: float64 },
    ];
  },
};

/** Top-1 and top-5 accuracy under the matching that the file used. */
export const metricTops: CaseKind = {
  group: "metrics",
  called: "top-5",
  compare(raw, { float64 }) {
    const { probs, labels, mapping_used, acc, acc5 } = v.parse(topCase, raw);
    const classOf = new Map(mapping_used.entries());
    const top = (k: number) => topAccuracy(probs.flat(), classOf.size, labels, { k, classOf });
    return [
      { what: "acc", got: top(1), expected: acc, tolerance: float64 },
      { what: "acc5", got: top(5), expected: acc5, tolerance: float64 },
    ];
  },
};
