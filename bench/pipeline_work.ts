/** What the parts of `bench/pipeline.ts` have in common: the work, and how it is timed. */

/** Images a batch. */
export const BATCH = 128;
export const small = { height: 32, width: 32 };
export const normalise = { mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] };
export const simclr = [{ step: "crop" }, { step: "flip" }, { step: "jitter" }, { step: "grey" }];

/** Views a second, after a stretch that does not count. */
export async function rateOf(
  seconds: number,
  views: number,
  work: (round: number) => unknown,
): Promise<number> {
  let began = performance.now(), done = 0;
  for (let round = 0, warm = false;; round++) {
    await work(round);
    done += views;
    const elapsed = performance.now() - began;
    if (warm && elapsed >= 1000 * seconds) return 1000 * done / elapsed;
    if (!warm && elapsed >= 300) [warm, began, done] = [true, performance.now(), 0];
  }
}
