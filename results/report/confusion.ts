import { escapeHtml as text } from "./escape.ts";
import { explained } from "./glossary.ts";
import { wide } from "./wide.ts";
import type { ReportImages, ReportSet } from "./report_data.ts";

/** Beyond so many clusters or classes, a table of all pairs says nothing. */
const MOST = 60;

/** What the tables are made of. */
interface Counts {
  readonly classNames: readonly string[];
  /** Images of class `c` in cluster `j`, at `c * clusters + j`. */
  readonly confusion: Float64Array;
  readonly clusters: number;
  /** Images of each cluster. */
  readonly sizes: readonly number[];
  /** The class that each cluster is matched to, or -1. */
  readonly classOf: Int32Array;
  /** The cluster that each class is matched to, or -1. */
  readonly clusterOf: readonly number[];
  /** Images of each class. */
  readonly totals: readonly number[];
}

/** Confusion after matching clusters to classes, and scores a class; nothing without labels. */
export function confusionHtml(
  { confusion, classOf, sizes }: Pick<ReportImages, "confusion" | "classOf" | "sizes">,
  { classNames }: Pick<ReportSet, "classNames">,
): string {
  if (!confusion || !classNames || !classOf) return "";
  const clusters = sizes.length;
  const counts: Counts = {
    ...{ classNames, confusion, clusters, sizes, classOf },
    clusterOf: classNames.map((_, c) => classOf.indexOf(c)),
    totals: classNames.map((_, c) => sum(rowOf({ confusion, clusters }, c))),
  };
  return `<p class="dim">Labels were not seen in training. Clusters are matched one to one to classes so that most images agree.</p>${
    pairsHtml(counts)
  }<h3>Scores of each class</h3>${scoresHtml(counts)}`;
}

/** The clusters that hold a class, by number of images. */
function rowOf({ confusion, clusters }: Pick<Counts, "confusion" | "clusters">, c: number) {
  return confusion.subarray(c * clusters, (c + 1) * clusters);
}

/** Every pair of a class and a cluster, matched pairs on the diagonal. */
function pairsHtml(counts: Counts): string {
  const { classNames, clusters, classOf, clusterOf, totals } = counts;
  if (clusters > MOST || classNames.length > MOST) {
    return `<p>${classNames.length} classes and ${clusters} clusters are too many for a table of pairs.</p>`;
  }
  const order = [
    ...clusterOf.filter((cluster) => cluster >= 0),
    ...Array.from({ length: clusters }, (_, c) => c).filter((c) => classOf[c] < 0),
  ];
  const cell = (c: number, cluster: number) => {
    const count = rowOf(counts, c)[cluster];
    const heat = totals[c] > 0 ? Math.ceil(10 * count / totals[c]) : 0;
    return `<td class="heat${heat}${clusterOf[c] === cluster ? " matched" : ""}">${
      count || ""
    }</td>`;
  };
  return `${
    wide("Confusion")
  }<table class="confusion"><caption>Images of each class (rows) in each cluster (columns); the diagonal is right.</caption><thead><tr><td></td>${
    order.map((cluster) => `<th scope="col">${cluster}</th>`).join("")
  }</tr></thead><tbody>${
    classNames.map((name, c) =>
      `<tr><th scope="row">${text(name)}</th>${
        order.map((cluster) => cell(c, cluster)).join("")
      }</tr>`
    ).join("")
  }</tbody></table></div>`;
}

/** How much of each class was found, and what it was most often taken for. */
function scoresHtml(counts: Counts): string {
  const { classNames, sizes, classOf, clusterOf, totals } = counts;
  const row = (name: string, c: number) => {
    const cluster = clusterOf[c], total = totals[c];
    const right = cluster < 0 ? 0 : rowOf(counts, c)[cluster];
    const recall = total > 0 ? right / total : 0;
    const precision = cluster >= 0 && sizes[cluster] > 0 ? right / sizes[cluster] : 0;
    const wrong = [...rowOf(counts, c)]
      .map((count, at) => ({ count, cluster: at }))
      .filter(({ cluster: at, count }) => at !== cluster && count > 0)
      .sort((a, b) => b.count - a.count)[0];
    return `<tr><th scope="row">${text(name)}</th><td>${
      cluster < 0 ? "–" : cluster
    }</td><td>${total}</td><td>${recall.toFixed(3)}</td><td>${
      precision.toFixed(3)
    }</td><td class="left">${
      wrong
        ? text(
          `${classNames[classOf[wrong.cluster]] ?? `cluster ${wrong.cluster}`} (${wrong.count})`,
        )
        : "–"
    }</td></tr>`;
  };
  return `${wide("Scores of each class")}<table><thead><tr>${
    [
      "Class",
      "Cluster",
      "Images",
      explained("Found", "found"),
      explained("Precision", "precision"),
      "Most often taken for",
    ].map((title) => `<th scope="col">${title}</th>`).join("")
  }</tr></thead><tbody>${classNames.map(row).join("")}</tbody></table></div>`;
}

function sum(numbers: Float64Array): number {
  return numbers.reduce((a, b) => a + b, 0);
}
