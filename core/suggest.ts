import { distance } from "fastest-levenshtein";

/**
 * The known name a misspelt one was probably meant to be.
 *
 * @example
 * ```ts
 * import { suggest } from "@crlc/crlc";
 * import { strictEqual } from "node:assert/strict";
 *
 * strictEqual(suggest("crcl", ["crlc", "scan"]), "crlc");
 * strictEqual(suggest("zebra", ["crlc", "scan"]), undefined);
 * ```
 *
 * @returns The nearest name, or `undefined` where none is near (about 40 % of its letters may differ).
 */
export function suggest(name: string, known: readonly string[]): string | undefined {
  return nearest(name, known, 1)[0];
}

/**
 * The known names that a misspelt one may have been meant to be, the nearest first.
 *
 * @param most How many at most.
 * @returns None where none is near, as `suggest` has it.
 */
export function nearest(name: string, known: readonly string[], most: number): string[] {
  return known
    .map((candidate) => ({ candidate, d: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, d }) => {
      const longest = Math.max(name.length, candidate.length);
      return d < longest && d <= Math.ceil(0.4 * longest);
    })
    .sort((a, b) => a.d - b.d)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** The hint for a misspelt name: the nearest known one, if any is near. */
export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const nearest = suggest(name, known);
  return nearest === undefined ? undefined : `did you mean "${nearest}"?`;
}
