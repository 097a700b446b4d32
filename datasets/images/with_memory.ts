import { ROOM } from "./limits.ts";

/** Memory that work in progress may take. */
let taken = 0;
const waiting: (() => void)[] = [];

/** Keeps the room of a piece of work until something has settled, though the work is over. */
type Keep = (until: Promise<unknown>) => void;

/**
 * Does work that needs memory for pixels, once there is some: several large images at a time would
 * need gigabytes.
 *
 * @param bytes Memory that the work takes; what needs more than all goes alone.
 * @param work Gets a function for what goes on after it, such as a native call that nobody waits for.
 */
export async function withMemory<Result>(
  bytes: number,
  work: (keep: Keep) => Promise<Result>,
): Promise<Result> {
  while (taken > 0 && taken + bytes > ROOM) {
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  taken += bytes;
  const kept: Promise<unknown>[] = [];
  try {
    return await work((until) => void kept.push(until));
  } finally {
    const giveBack = () => {
      taken -= bytes;
      for (const wake of waiting.splice(0)) wake();
    };
    if (kept.length === 0) giveBack();
    else Promise.allSettled(kept).then(giveBack);
  }
}
