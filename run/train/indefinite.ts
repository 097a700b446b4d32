import type { Tensors } from "../../backends/tf.ts";
import type { StageLoss } from "../../plugins/strategy.ts";
import type { TermValues } from "./epoch.ts";

/** Tells counts of matrices that are not positive definite from the terms of a loss. */
const MARK = "indefinite/";

/** The counts of a loss as terms, so that they are read back with those. */
export function markIndefinite(counts: StageLoss["indefinite"] = {}): Tensors {
  return Object.fromEntries(
    Object.entries(counts).map(([term, count]) => [MARK + term, count]),
  );
}

/** The terms of a loss that are logged, and which of them have a matrix that is not positive definite. */
export function splitIndefinite(
  read: TermValues,
): { readonly terms: TermValues; readonly indefinite: readonly string[] } {
  const marked = Object.entries(read).filter(([name]) => name.startsWith(MARK));
  if (marked.length === 0) return { terms: read, indefinite: [] };
  return {
    terms: Object.fromEntries(
      Object.entries(read).filter(([name]) => !name.startsWith(MARK)),
    ),
    indefinite: marked.filter(([, [count]]) => count > 0).map(([name]) => name.slice(MARK.length)),
  };
}
