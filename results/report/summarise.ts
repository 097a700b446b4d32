import type { Dataset } from "../../datasets/dataset.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import type { OpenRun } from "../open_run.ts";
import type { Predictions } from "../../run/train/predict.ts";
import { readFindings } from "../../run/folder/findings.ts";
import { pathsOf } from "../../run/folder/run_folder.ts";
import { describeHead, scoreHeads, scoreSplit } from "../scores/score_heads.ts";
import { commandOf } from "./command_of.ts";
import { readCurves } from "./read_curves.ts";
import type { RunSummary } from "./report_data.ts";
import { warningsOf } from "./warnings.ts";

/** What a report tells of a run beside its images. */
export async function summarise(
  run: OpenRun,
  dataset: Dataset,
  predictions: Predictions,
  labels: Int32Array | undefined,
): Promise<RunSummary> {
  const { task, state, manifest, finished } = run;
  const losses = task.strategy.selectBy && state.progress.last[task.strategy.selectBy] || undefined;
  const heads = scoreHeads(predictions, labels, losses, manifest.recipe.labels !== undefined);
  const labelFree = describeHead(predictions, run.head);
  return {
    run: run.run,
    manifest,
    finished,
    step: state.step,
    score: scoreSplit(manifest.recipe.dataset.split, predictions, labels, heads, run.head),
    heads,
    labelFree,
    curves: await readCurves(pathsOf(run.run).metrics),
    warnings: warningsOf(labelFree, finished),
    command: await commandOf(run.run, manifest, await openCatalog(manifest.plugins)),
    quarantined: dataset.quarantined.length,
    findings: await readFindings(run.run),
  };
}
