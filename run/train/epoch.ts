import type { Progress } from "../folder/checkpoint.ts";

/** Loss terms of a step on the host: a list of one value, or of one a sub-head. */
export type TermValues = Readonly<Record<string, readonly number[]>>;

/** No step of any epoch. */
export const NO_PROGRESS: Progress = { count: 0, sums: {}, last: {} };

/**
 * The sums of an epoch with one more step.
 *
 * @param pass The name of the pass that the step was one of; its terms have means of their own.
 */
export function addStep(progress: Progress, terms: TermValues, pass?: string): Progress {
  const { count, sums } = pass === undefined ? progress : progress.passes?.[pass] ?? NO_PROGRESS;
  const added = Object.entries(terms).map(([name, values]) => {
    const before = sums[name] ?? values.map(() => 0);
    return [name, values.map((value, i) => before[i] + value)];
  });
  const summed = { count: count + 1, sums: Object.fromEntries(added) };
  return pass === undefined
    ? { ...progress, ...summed }
    : { ...progress, passes: { ...progress.passes, [pass]: summed } };
}

/** The means of an epoch that is over, ready for the next. */
export function endEpoch(progress: Progress): Progress {
  return { count: 0, sums: {}, last: meansOf(progress) };
}

/**
 * Means over the steps of the epoch so far; terms of a pass begin with its name, as `auxiliary/…`.
 */
export function meansOf({ count, sums, passes = {} }: Progress): Record<string, number[]> {
  const means = (prefix: string, { count, sums }: Pick<Progress, "count" | "sums">) =>
    Object.entries(sums).map(([name, values]) => [
      prefix + name,
      values.map((value) => value / count),
    ]);
  return Object.fromEntries([
    ...means("", { count, sums }),
    ...Object.entries(passes).flatMap(([name, pass]) => means(`${name}/`, pass)),
  ]);
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
