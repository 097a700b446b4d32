import { quoteName } from "../../core/quote_name.ts";
import type { Move } from "./edits.ts";

/** Some images by their names, as a data set has them. */
export interface NamedImages {
  readonly length: number;
  name(index: number): string;
}

/** Which images moves are of. */
export interface MovedImages {
  /** The key each one goes to, by its number. */
  readonly to: ReadonlyMap<number, string>;
  /** The number of the image that each move is of. */
  readonly numbers: ReadonlyMap<Move, number>;
  /** Moves of images that are not there. */
  readonly missing: readonly Move[];
  /** What is wrong with a move, in words, if anything. */
  readonly fault?: string;
}

/**
 * Finds the images of moves by name. As it was typed, an accent may be coded otherwise than in the
 * file's name: an image of just that name comes first, then one whose name reads the same.
 */
export function movedImages(moves: readonly Move[], images: NamedImages): MovedImages {
  const to = new Map<number, string>(), numbers = new Map<Move, number>(), missing: Move[] = [];
  if (moves.length === 0) return { to, numbers, missing };
  const exact = new Map<string, number[]>(), read = new Map<string, number[]>();
  for (let index = 0; index < images.length; index++) {
    const name = images.name(index);
    for (const [names, as] of [[exact, name], [read, name.normalize("NFC")]] as const) {
      names.set(as, [...names.get(as) ?? [], index]);
    }
  }
  let fault: string | undefined;
  for (const move of moves) {
    const found = exact.get(move.image) ?? read.get(move.image.normalize("NFC")) ?? [];
    if (found.length === 0) missing.push(move);
    else if (found.length > 1) fault ??= `${quoteName(move.image)} is the name of two images`;
    else if (to.has(found[0])) fault ??= `${quoteName(move.image)} is moved twice`;
    else {
      to.set(found[0], move.to);
      numbers.set(move, found[0]);
    }
  }
  return { to, numbers, missing, fault };
}
