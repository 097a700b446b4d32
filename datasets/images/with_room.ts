/** Most pixels that are decoded at a time, at some 6 bytes each; a single larger image goes alone. */
const MOST_AT_A_TIME = 50_000_000;

let taken = 0;
const waiting: (() => void)[] = [];

/**
 * Does work that needs room for pixels, once there is some: several large images at a time would
 * need gigabytes.
 */
export async function withRoom<Result>(
  pixels: number,
  work: () => Promise<Result>,
): Promise<Result> {
  while (taken > 0 && taken + pixels > MOST_AT_A_TIME) {
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  taken += pixels;
  try {
    return await work();
  } finally {
    taken -= pixels;
    for (const wake of waiting.splice(0)) wake();
  }
}
