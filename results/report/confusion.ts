import { escapeHtml as text } from "./escape.ts";
import type { ReportImages, ReportSet } from "./report_data.ts";

/** Beyond so many clusters or classes, a table of all pairs says nothing. */
const MOST = 60;

/** Confusion after matching clusters to classes, and scores a class; nothing without labels. */
export function confusionHtml(
  { confusion, classOf, sizes }: Pick<ReportImages, "confusion" | "classOf" | "sizes">,
  { classNames }: Pick<ReportSet, "classNames">,
): string {
  if (!confusion || !classNames || !classOf) return "";
  const k = sizes.length, classes = classNames.length;
  const clusterOf = classNames.map((_, c) => classOf.indexOf(c));
  const order = [
    ...clusterOf.filter((cluster) => cluster >= 0),
    ...Array.from({ length: k }, (_, c) => c).filter((c) => classOf[c] < 0),
  ];
  const totals = classNames.map((_, c) => sum(confusion.subarray(c * k, (c + 1) * k)));
  const scores = classNames.map((name, c) => {
    const cluster = clusterOf[c];
    const right = cluster < 0 ? 0 : confusion[c * k + cluster];
    const wrong = [...confusion.subarray(c * k, (c + 1) * k)]
      .map((count, at) => ({ count, cluster: at }))
      .filter(({ cluster: at, count }) => at !== cluster && count > 0)
      .sort((a, b) => b.count - a.count)[0];
    return {
      name,
      cluster,
      total: totals[c],
      recall: totals[c] > 0 ? right / totals[c] : 0,
      precision: cluster >= 0 && sizes[cluster] > 0 ? right / sizes[cluster] : 0,
      wrong,
    };
  });
  const table = k <= MOST && classes <= MOST
    ? `<div class="wide"><table class="confusion"><caption>Images of each class (rows) in each cluster (columns); the diagonal is right.</caption><thead><tr><td></td>${
      order.map((cluster) => `<th scope="col">${cluster}</th>`).join("")
    }</tr></thead><tbody>${
      classNames.map((name, c) =>
        `<tr><th scope="row">${text(name)}</th>${
          order.map((cluster) => {
            const count = confusion[c * k + cluster];
            const heat = totals[c] > 0 ? Math.ceil(10 * count / totals[c]) : 0;
            return `<td class="heat${heat}${clusterOf[c] === cluster ? " matched" : ""}">${
              count || ""
            }</td>`;
          }).join("")
        }</tr>`
      ).join("")
    }</tbody></table></div>`
    : `<p>${classes} classes and ${k} clusters are too many for a table of pairs.</p>`;
  return `<p class="dim">Labels were not seen in training. Clusters are matched one to one to classes so that most images agree.</p>${table}<h3>Scores of each class</h3><div class="wide"><table><thead><tr>${
    ["Class", "Cluster", "Images", "Found", "Precision", "Most often taken for"].map((title) =>
      `<th scope="col">${title}</th>`
    ).join("")
  }</tr></thead><tbody>${
    scores.map(({ name, cluster, total, recall, precision, wrong }) =>
      `<tr><th scope="row">${text(name)}</th><td>${
        cluster < 0 ? "–" : cluster
      }</td><td>${total}</td><td>${recall.toFixed(3)}</td><td>${
        precision.toFixed(3)
      }</td><td class="left">${
        wrong
          ? text(
            `${classNames[classOf[wrong.cluster]] ?? `cluster ${wrong.cluster}`} (${wrong.count})`,
          )
          : "–"
      }</td></tr>`
    ).join("")
  }</tbody></table></div>`;
}

function sum(numbers: Float64Array): number {
  return numbers.reduce((a, b) => a + b, 0);
}
