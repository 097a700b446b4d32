/** Work of fewer multiply-adds than this is not worth waking a thread for. */
const LEAST = 60_000;

/**
 * In how many parts to split work: by the number of threads and the work alone, so that sums come
 * out the same in every run.
 *
 * @param threads Threads there are.
 * @param units Most parts there can be.
 * @param cost Multiply-adds, roughly; count four for each float that is only moved.
 * @param each Parts a thread; more even out what else the machine does.
 */
export function split(threads: number, units: number, cost: number, each = 1): number {
  if (threads === 1) return 1;
  return Math.max(1, Math.min(units, threads * each, Math.floor(cost / LEAST), 4000));
}

/**
 * Parts a thread where every part sums up so many floats of its own: more even out, but have to be
 * added in the end.
 */
export const sumsEach = (size: number) => size <= 36 * 64 * 64 ? 2 : 1;
