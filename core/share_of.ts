import type { Group } from "./group.ts";

/** Things `from` to `to - 1` of many, those of one rank. */
export interface Share {
  readonly from: number;
  readonly to: number;
}

/** What a rank has of so many things: the same number for each, but for the last ranks. */
export function shareOf(count: number, { rank, size }: Group): Share {
  const each = Math.ceil(count / size);
  return { from: Math.min(count, rank * each), to: Math.min(count, (rank + 1) * each) };
}
