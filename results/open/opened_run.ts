import type { Dataset } from "../../datasets/dataset.ts";
import type { EditedRun, Edits } from "../names/edits.ts";
import type { Served } from "../report/page_html.ts";

/** A run whose page is served. */
export interface OpenedRun {
  readonly run: string;
  /** What its `names.json` must be of. */
  readonly of: EditedRun;
  /** Its images, open. */
  readonly dataset: Dataset;
  /** Whether they are others than those it was trained on. */
  readonly changed: boolean;
  /** Whether corrections are taken; not of a run that was being trained when it was opened. */
  readonly edit: boolean;
  /** The page with these corrections. */
  page(edits: Edits, served: Served): string;
}
