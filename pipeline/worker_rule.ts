/** Batches over which waiting is measured. */
const WINDOW = 16;
/** Batches at the start that do not count: the workers are still starting. */
const WARM_UP = 4;
/** Share of the time that may be spent waiting. */
const BEARABLE = 0.03;
/** What is left of the waiting where one more worker was of use. */
const WORTH_IT = 0.9;

/**
 * Decides, from how long batches were waited for, when one more worker is wanted: where more than
 * 3 % of the time was spent waiting, and the last new worker has made it at least a tenth less.
 *
 * @example Waiting half of the time, until there are two workers
 * ```ts
 * import { createWorkerRule } from "@crlc/crlc/pipeline";
 * import { strictEqual } from "node:assert/strict";
 *
 * const oneMore = createWorkerRule(1, 4);
 * let workers = 1;
 * for (let step = 0; step < 100; step++) {
 *   if (oneMore(workers === 1 ? 5 : 0, 10)) workers++;
 * }
 * strictEqual(workers, 2);
 * ```
 *
 * @param first Workers at the start.
 * @param most Workers there may be.
 * @returns Takes the milliseconds waited for a batch and those since the one before; says whether a
 * worker is to be added now.
 */
export function createWorkerRule(
  first: number,
  most: number,
): (waited: number, elapsed: number) => boolean {
  let workers = first, counted = -WARM_UP, waited = 0, elapsed = 0;
  let before = Infinity, decided = false;
  return (wait, time) => {
    if (decided || workers >= most) return false;
    if (++counted <= 0) return false;
    waited += wait;
    elapsed += time;
    if (counted < WINDOW) return false;
    const share = elapsed > 0 ? waited / elapsed : 0;
    counted = -WARM_UP;
    waited = elapsed = 0;
    if (share <= BEARABLE) return false;
    decided = share > WORTH_IT * before;
    if (decided) return false;
    before = share;
    workers++;
    return true;
  };
}
