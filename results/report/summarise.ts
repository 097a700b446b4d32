import type { Dataset } from "../../datasets/dataset.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import type { OpenRun } from "../open_run.ts";
import type { Predictions } from "../../run/train/predict.ts";
import { readFindings } from "../../run/folder/findings.ts";
import { pathsOf } from "../../run/folder/run_folder.ts";
import type { ScoreCurve } from "../api.ts";
import { describeHead, scoreHeads, scoreSplit } from "../scores/score_heads.ts";
import { commandOf } from "./command_of.ts";
import { readCurves, scoresByEpoch } from "./read_curves.ts";
import type { RunSummary } from "./report_data.ts";
import { warningsOf } from "./warnings.ts";

/** What a report tells of a run beside its images. */
export async function summarise(
  run: OpenRun,
  dataset: Dataset,
  predictions: Predictions,
  labels: Int32Array | undefined,
  { split, curve, caption, cell }: {
    readonly split: string;
    readonly curve?: ScoreCurve;
    readonly caption: string;
    readonly cell?: string;
  },
): Promise<RunSummary> {
  const { task, state, manifest, finished } = run, named = manifest.recipe.labels !== undefined;
  const losses = task.strategy.selectBy && state.progress.last[task.strategy.selectBy] || undefined;
  const heads = scoreHeads(predictions, labels, losses, named);
  const labelFree = describeHead(predictions, run.head);
  return {
    run: run.run,
    ...{ caption, cell },
    manifest,
    finished,
    step: state.step,
    score: scoreSplit(split, predictions, labels, heads, run.head, named),
    heads,
    labelFree,
    curves: [...scoresByEpoch(curve), ...await readCurves(pathsOf(run.run).metrics)],
    warnings: warningsOf(labelFree, finished),
    command: await commandOf(run.run, manifest, await openCatalog(manifest.plugins)),
    quarantined: dataset.quarantined.length,
    findings: await readFindings(run.run),
  };
}
