import { basename } from "node:path";

/** What tells which of several copies is the best. */
export interface Rank {
  readonly pixels: number;
  /** Of the file; 0 where there is none. */
  readonly bytes: number;
  readonly name: string;
}

/**
 * Puts better copies first: of more pixels, then of more bytes, then of a shorter name, as copies are
 * called "a (1).jpg" and "copy of a.jpg".
 */
export function betterFirst(a: Rank, b: Rank): number {
  return b.pixels - a.pixels || b.bytes - a.bytes ||
    basename(a.name).length - basename(b.name).length;
}
