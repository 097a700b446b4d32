/** Milliseconds that rank 0 has to tell what all have met, before another rank tells it as well. */
const GRACE = 3000;

/** Waits, on every rank but the first, until that has told what all have met; the launcher ends them. */
export async function letFirstTell(rank: number): Promise<void> {
  if (rank > 0) await new Promise((go) => setTimeout(go, GRACE));
}
