import type { ViewRule } from "../strategy.ts";

/** One reference view of an image, then so many perturbed copies of it. */
export function repeatedViews(
  reference: ViewRule["augment"],
  perturbed: ViewRule["augment"],
  copies: number,
): ViewRule["augment"][] {
  return [reference, ...Array.from({ length: copies }, () => perturbed)];
}
