import type { Dataset } from "../../datasets/dataset.ts";
import type { Observer } from "../../run/api.ts";
import { openManifest } from "../../run/folder/run_folder.ts";
import { trainingProcess } from "../../run/folder/training_process.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import { openSplit } from "../../run/recipe/task.ts";
import type { Edits } from "../names/edits.ts";
import { gatherReport, type ReportRequest } from "../report/gather.ts";
import type { Served } from "../report/page_html.ts";
import { reportPage } from "../report/report.ts";
import type { OpenedRun } from "./opened_run.ts";

export interface OpenRequest extends Omit<ReportRequest, "runs"> {
  readonly run: string;
}

/**
 * Gathers what the page of a run shows, and keeps its pictures open.
 *
 * @throws {CrlcError} `NOTHING_CLUSTERED`, `BAD_NAMES`, and what opening a run throws.
 */
export async function openForPage(
  { run, ...request }: OpenRequest,
  observer: Observer,
): Promise<OpenedRun & AsyncDisposable> {
  const manifest = await openManifest(run);
  // Before the checkpoint is read: what is learned meanwhile may change which clusters there are.
  const edit = await trainingProcess(run) === undefined;
  const data = await gatherReport({ ...request, runs: [run] }, observer);
  const [own] = data.images, { environment, split } = request;
  const catalog = await openCatalog(environment.plugins);
  // The pictures alone: features are in what was gathered.
  const recipe = { ...manifest.recipe, encoder: undefined };
  const dataset: Dataset = await openSplit(catalog, recipe, environment, observer, { split });
  const { clusters, head, run: digest } = own.edits!;
  return {
    run,
    of: { clusters, head, run: digest },
    dataset,
    changed: dataset.digest !== manifest.data.digest,
    edit,
    page: (edits: Edits, served: Served) =>
      reportPage({ ...data, images: [{ ...own, edits }] }, served),
    [Symbol.asyncDispose]: () => dataset[Symbol.asyncDispose](),
  };
}
