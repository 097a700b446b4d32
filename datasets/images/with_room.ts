import { collectGarbage } from "./collect_garbage.ts";
import { ROOM } from "./costs.ts";

/** Bytes that are worth collecting. */
const MUCH = 50_000_000;

/** Memory in use, and memory that was used and is not known to be free again. */
let taken = 0, left = 0;
const waiting: (() => void)[] = [];

/**
 * Does work that needs memory for pixels, once there is some: several large images at a time would
 * need gigabytes, and so would those that were large and have not been freed.
 *
 * @param bytes Memory that the work takes; what needs more than all goes alone.
 */
export async function withRoom<Result>(
  bytes: number,
  work: () => Promise<Result>,
): Promise<Result> {
  while (taken + left > 0 && taken + left + bytes > ROOM) {
    if (left > 0) await freeRoom();
    else await new Promise<void>((resolve) => waiting.push(resolve));
  }
  taken += bytes;
  try {
    return await work();
  } finally {
    taken -= bytes;
    left += bytes;
    for (const wake of waiting.splice(0)) wake();
  }
}

/** Frees what work has left behind: when there is no more, say, so that it lies in nobody's way. */
export async function freeRoom(): Promise<void> {
  const much = left > MUCH;
  left = 0;
  if (much) await collectGarbage();
}
