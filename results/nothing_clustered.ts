import { CrlcError } from "../core/errors.ts";

/**
 * The error for what can only be done where clusters are.
 *
 * @param doing What cannot be done, and who must cluster: "score the run: its strategy".
 * @param strategy The strategy that only learns features.
 */
export function nothingClustered(doing: string, strategy: string): CrlcError {
  return new CrlcError(
    "usage",
    "NOTHING_CLUSTERED",
    `Cannot ${doing} must cluster, and "${strategy}" only learns features`,
  );
}
