import { ROOM } from "./limits.ts";

/** Memory that work in progress may take. */
let taken = 0;
const waiting: (() => void)[] = [];

/**
 * Does work that needs memory for pixels, once there is some: several large images at a time would
 * need gigabytes.
 *
 * @param bytes Memory that the work takes; what needs more than all goes alone.
 */
export async function withMemory<Result>(
  bytes: number,
  work: () => Promise<Result>,
): Promise<Result> {
  while (taken > 0 && taken + bytes > ROOM) {
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  taken += bytes;
  try {
    return await work();
  } finally {
    taken -= bytes;
    for (const wake of waiting.splice(0)) wake();
  }
}
