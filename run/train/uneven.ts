import type { EpochReport } from "../api.ts";

/**
 * Says so where a stage found that the images are of groups of very uneven sizes, and what was made
 * of it.
 */
export function describeUneven(
  { unevenGroups, largestShare }: EpochReport["terms"],
): string | undefined {
  if (unevenGroups !== 1 || typeof largestShare !== "number") return undefined;
  return `the images look like groups of very uneven sizes, the largest with ${
    Math.round(largestShare * 100)
  } % of them: the heads learn these groups; --set sizes=even makes clusters of like size`;
}
