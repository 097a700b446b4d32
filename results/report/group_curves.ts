import type { CurvePoint } from "./report_data.ts";

/** A run's curves, and what it is called. */
export interface NamedRun {
  readonly name: string;
  readonly curves: readonly CurvePoint[];
  /** Runs of the same cell are one line, by their mean. */
  readonly cell?: string;
  readonly strategy?: string;
}

export interface Spot {
  readonly epoch: number;
  readonly low: number;
  readonly mean: number;
  readonly high: number;
}

export interface Line {
  readonly name: string;
  readonly spots: readonly Spot[];
}

/** What is drawn on axes of its own: a term of a stage. */
export interface Chart {
  readonly title: string;
  readonly lines: readonly Line[];
}

/**
 * What charts there are: one a term, a stage where runs have several, and a strategy where these are
 * several; scores are of all strategies alike.
 */
export function groupCurves(runs: readonly NamedRun[]): Chart[] {
  const strategies = new Set(runs.map(({ strategy }) => strategy)).size > 1;
  const stages = runs.some(({ curves }) => new Set(curves.map(({ stage }) => stage)).size > 1);
  const charts = new Map<string, { title: string; of: Map<string, Map<number, number[][]>> }>();
  for (const { name, cell = name, strategy, curves } of runs) {
    for (const { epoch, stage, terms, scores } of curves) {
      for (const [term, given] of Object.entries(terms)) {
        const values = [given].flat().filter(Number.isFinite);
        if (values.length === 0) continue;
        const title = [
          ...strategies && !scores ? [strategy] : [],
          ...stages ? [stage] : [],
          wordsOf(term),
        ].join(", ");
        const chart = charts.get(title) ?? { title, of: new Map() };
        charts.set(title, chart);
        const line = chart.of.get(cell) ?? new Map<number, number[][]>();
        chart.of.set(cell, line);
        line.set(epoch, [...line.get(epoch) ?? [], values]);
      }
    }
  }
  return [...charts.values()].map(({ title, of }) => ({
    title,
    lines: [...of].map(([name, line]) => ({
      name,
      spots: [...line].sort(([a], [b]) => a - b).map(([epoch, all]) => spotOf(epoch, all)),
    })),
  }));
}

/** Of one run the sub-heads' mean and range; of several their mean and standard deviation. */
function spotOf(epoch: number, runs: readonly (readonly number[])[]): Spot {
  const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  if (runs.length === 1) {
    const [values] = runs;
    return { epoch, low: Math.min(...values), mean: meanOf(values), high: Math.max(...values) };
  }
  const means = runs.map(meanOf), mean = meanOf(means);
  const squares = means.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sd = Math.sqrt(squares / (means.length - 1));
  return { epoch, low: mean - sd, mean, high: mean + sd };
}

/** `probabilityContrast` as "probability contrast". */
function wordsOf(term: string): string {
  return term.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
