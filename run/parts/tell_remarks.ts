import type { Remarks } from "../../datasets/dataset.ts";
import type { Observer } from "../api.ts";

/** Tells what was taken for what as a data set was opened. */
export function tellRemarks(
  { notes = [], warnings = [] }: Partial<Remarks> | undefined = {},
  observer: Pick<Observer, "note" | "warn">,
): void {
  for (const note of notes) observer.note(`note: ${note}`);
  for (const warning of warnings) observer.warn(warning);
}
