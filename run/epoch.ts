import type { Progress } from "./checkpoint.ts";

/** Loss terms of a step on the host: a list of one value, or of one a sub-head. */
export type TermValues = Readonly<Record<string, readonly number[]>>;

/** No step of any epoch. */
export const NO_PROGRESS: Progress = { count: 0, sums: {}, last: {} };

/** The sums of an epoch with one more step. */
export function addStep({ count, sums, last }: Progress, terms: TermValues): Progress {
  const added = Object.entries(terms).map(([name, values]) => {
    const before = sums[name] ?? values.map(() => 0);
    return [name, values.map((value, i) => before[i] + value)];
  });
  return { count: count + 1, sums: Object.fromEntries(added), last };
}

/** The means of an epoch that is over, ready for the next. */
export function endEpoch(progress: Progress): Progress {
  return { count: 0, sums: {}, last: meansOf(progress) };
}

/** Means over the steps of the epoch so far. */
export function meansOf({ count, sums }: Progress): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(sums).map(([name, values]) => [name, values.map((value) => value / count)]),
  );
}

/** One number a term: the mean over the sub-heads. */
export function overHeads(terms: TermValues): Record<string, number> {
  return Object.fromEntries(
    Object.entries(terms).map((
      [name, values],
    ) => [name, values.reduce((a, b) => a + b, 0) / values.length]),
  );
}

/**
 * The sub-head that is best by its own loss, no label seen: the lowest mean of the selecting term
 * over the last epoch; the first where nothing selects.
 */
export function selectHead(progress: Progress, selectBy: string | undefined): number {
  const values = selectBy === undefined ? undefined : progress.last[selectBy];
  return values ? values.indexOf(Math.min(...values)) : 0;
}
