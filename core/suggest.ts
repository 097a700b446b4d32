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
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of known) {
    const d = distance(name.toLowerCase(), candidate.toLowerCase());
    if (d < bestDistance) [best, bestDistance] = [candidate, d];
  }
  const limit = Math.ceil(0.4 * Math.max(name.length, best?.length ?? 0));
  return bestDistance <= limit ? best : undefined;
}

/** The hint for a misspelt name: the nearest known one, if any is near. */
export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const nearest = suggest(name, known);
  return nearest === undefined ? undefined : `did you mean "${nearest}"?`;
}
