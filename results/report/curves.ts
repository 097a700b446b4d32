import { escapeHtml } from "./escape.ts";
import { type Chart, groupCurves, type NamedRun } from "./group_curves.ts";

const WIDTH = 340, HEIGHT = 150, LEFT = 56, RIGHT = 8, TOP = 8, BOTTOM = 22;

/**
 * One small chart a loss term over epochs, as inline SVG: a line a run, or a cell of several seeds,
 * and a band over sub-heads or seeds.
 */
export function curvesHtml(runs: readonly NamedRun[]): string {
  const names = [...new Set(runs.map(({ name, cell = name }) => cell))];
  return groupCurves(runs).map((chart) => chartHtml(chart, names)).join("");
}

function chartHtml({ title, lines }: Chart, names: readonly string[]): string {
  const all = lines.flatMap(({ spots }) => spots);
  const low = all.reduce((a, { low }) => Math.min(a, low), Infinity);
  const top = all.reduce((a, { high }) => Math.max(a, high), -Infinity);
  const high = top > low ? top : low + 1;
  const epochs = all.map(({ epoch }) => epoch);
  const first = Math.min(...epochs), longest = Math.max(...epochs);
  const x = (epoch: number) =>
    LEFT + (WIDTH - LEFT - RIGHT) * (longest > first ? (epoch - first) / (longest - first) : 0.5);
  const y = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - low) / (high - low));
  const at = (epoch: number, value: number) => `${x(epoch).toFixed(1)},${y(value).toFixed(1)}`;
  const drawn = lines.map(({ name, spots }) => {
    const run = names.indexOf(name);
    const band = spots.some(({ low, high }) => high > low)
      ? `<polygon class="band run${run % 8}" points="${
        [
          ...spots.map(({ epoch, high }) => at(epoch, high)),
          ...spots.map(({ epoch, low }) => at(epoch, low)).reverse(),
        ].join(" ")
      }"/>`
      : "";
    const points = spots.map(({ epoch, mean }) => at(epoch, mean)).join(" ");
    const dot = spots.length === 1
      ? `<circle class="dot run${run % 8}" cx="${x(spots[0].epoch)}" cy="${
        y(spots[0].mean).toFixed(1)
      }" r="3"/>`
      : "";
    return `${band}<polyline class="line run${run % 8}" points="${points}"/>${dot}`;
  });
  const told = lines.map(({ name, spots }) =>
    `${names.length > 1 ? `${name}: ` : ""}${courseOf(spots.map(({ mean }) => mean))}`
  ).join("; ");
  return `<figure class="chart"><figcaption>${escapeHtml(title)} <span class="dim">${
    escapeHtml(told)
  }</span></figcaption><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${
    escapeHtml(`${title} over ${longest} epochs, ${told}`)
  }"><line class="axis" x1="${LEFT}" y1="${HEIGHT - BOTTOM}" x2="${WIDTH - RIGHT}" y2="${
    HEIGHT - BOTTOM
  }"/><line class="grid" x1="${LEFT}" y1="${TOP}" x2="${WIDTH - RIGHT}" y2="${TOP}"/><text x="${
    LEFT - 6
  }" y="${TOP + 4}" class="end">${brief(high)}</text><text x="${LEFT - 6}" y="${
    HEIGHT - BOTTOM + 4
  }" class="end">${brief(low)}</text><text x="${LEFT}" y="${HEIGHT - 6}">${first}</text><text x="${
    WIDTH - RIGHT
  }" y="${HEIGHT - 6}" class="end">epoch ${longest}</text>${drawn.join("")}</svg></figure>`;
}

/** What a line shows, in words. */
function courseOf(values: readonly number[]): string {
  const [first] = values;
  if (values.length === 1) return brief(first);
  return values.every((value) => value === first)
    ? `${brief(first)} throughout`
    : `from ${brief(first)} to ${brief(values.at(-1)!)}`;
}

function brief(value: number): string {
  return Number(value.toPrecision(3)).toString();
}
