import { escapeHtml } from "./escape.ts";
import type { CurvePoint } from "./report_data.ts";

/** A run's curves, and what it is called. */
interface NamedRun {
  readonly name: string;
  readonly curves: readonly CurvePoint[];
}

const WIDTH = 340, HEIGHT = 150, LEFT = 56, RIGHT = 8, TOP = 8, BOTTOM = 22;

/**
 * One small chart a loss term over epochs, as inline SVG: a line a run, and for terms with a value
 * a sub-head the band from the lowest to the highest.
 */
export function curvesHtml(runs: readonly NamedRun[]): string {
  const terms = new Set(
    runs.flatMap(({ curves }) => curves.flatMap(({ terms }) => Object.keys(terms))),
  );
  return [...terms].map((term) => chart(term, runs)).join("");
}

interface Spot {
  readonly low: number;
  readonly mean: number;
  readonly high: number;
}

function chart(term: string, runs: readonly NamedRun[]): string {
  const lines = runs.map(({ name, curves }) => ({
    name,
    spots: curves.flatMap(({ terms }): Spot[] => {
      const values = [terms[term] ?? []].flat().filter(Number.isFinite);
      if (values.length === 0) return [];
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      return [{ low: Math.min(...values), mean, high: Math.max(...values) }];
    }),
  }));
  const all = lines.flatMap(({ spots }) => spots);
  if (all.length === 0) return "";
  const low = all.reduce((a, { low }) => Math.min(a, low), Infinity);
  const top = all.reduce((a, { high }) => Math.max(a, high), -Infinity);
  const high = top > low ? top : low + 1;
  const longest = Math.max(...lines.map(({ spots }) => spots.length));
  const x = (i: number) => LEFT + (WIDTH - LEFT - RIGHT) * (longest > 1 ? i / (longest - 1) : 0.5);
  const y = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - low) / (high - low));
  const at = (i: number, value: number) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`;
  const drawn = lines.map(({ spots }, run) => {
    if (spots.length === 0) return "";
    const band = spots.some(({ low, high }) => high > low)
      ? `<polygon class="band run${run % 8}" points="${
        [
          ...spots.map(({ high }, i) => at(i, high)),
          ...spots.map(({ low }, i) => at(i, low)).reverse(),
        ].join(" ")
      }"/>`
      : "";
    const points = spots.map(({ mean }, i) => at(i, mean)).join(" ");
    const dot = spots.length === 1
      ? `<circle class="dot run${run % 8}" cx="${x(0)}" cy="${y(spots[0].mean).toFixed(1)}" r="3"/>`
      : "";
    return `${band}<polyline class="line run${run % 8}" points="${points}"/>${dot}`;
  });
  const told = lines.filter(({ spots }) => spots.length > 0).map(({ name, spots }) =>
    `${runs.length > 1 ? `${name}: ` : ""}${courseOf(spots.map(({ mean }) => mean))}`
  ).join("; ");
  const title = words(term);
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
  }" class="end">${brief(low)}</text><text x="${LEFT}" y="${HEIGHT - 6}">1</text><text x="${
    WIDTH - RIGHT
  }" y="${HEIGHT - 6}" class="end">epoch ${longest}</text>${drawn.join("")}</svg></figure>`;
}

/** `probabilityContrast` as "probability contrast". */
function words(term: string): string {
  return term.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
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
