import { matrix } from "../../search/matrix.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import type { Observer } from "../../run/api.ts";
import type { Baseline, EvaluateRequest, Evaluation } from "../api.ts";
import { embed } from "../embed.ts";
import { backendMultiply } from "../../run/parts/multiply.ts";
import { readIfThere, writeDurably } from "../../run/folder/files.ts";
import { editsPath } from "../names/edits.ts";
import { groupImages } from "../names/grouping.ts";
import { nothingClustered } from "../nothing_clustered.ts";
import { type OpenRun, openRun } from "../open_run.ts";
import { assignmentsOf, predictAll, type Predictions } from "../../run/train/predict.ts";
import { pathsOf } from "../../run/folder/run_folder.ts";
import { describeHead, scoreHeads, scoreSplit } from "./score_heads.ts";
import { heldRows, pixelRows } from "./rows.ts";
import { measureBaseline } from "./baseline.ts";
import { findControl } from "./find_control.ts";

/**
 * Scores a run. The head chosen without labels and the best one by label are kept apart.
 *
 * @throws {CrlcError} `NOTHING_CLUSTERED` if the run's strategy only learns features; otherwise
 *   what opening the run and its data may throw.
 */
export async function evaluate(request: EvaluateRequest, observer: Observer): Promise<Evaluation> {
  await using run = await openRun(request.run, request.environment, observer, request);
  const { task, state, head, manifest: { recipe } } = run;
  const losses = task.strategy.selectBy && state.progress.last[task.strategy.selectBy] || undefined;
  const evaluated = [],
    keep = !request.readOnly && request.stage === undefined &&
      request.step === undefined;
  const splits = await splitsToScore(run, request.split);
  for (const split of request.brief ? splits.slice(0, 1) : splits) {
    await using dataset = await run.openSplit(split);
    const trained = split === recipe.dataset.split;
    const predictions = trained ? await embed(run, dataset, observer, keep) : await predictAll(
      task,
      state,
      dataset,
      (done, total) => observer.progress(`predicting ${split}`, done, total),
    );
    if (!predictions.probabilities) {
      throw nothingClustered("score the run: its strategy", recipe.strategy);
    }
    const labels = await dataset.labels(), named = recipe.labels !== undefined;
    const heads = scoreHeads(predictions, labels, losses, named);
    evaluated.push({
      heads,
      groups: evaluated.length === 0
        ? await groupsIn(run, predictions, trained, observer, keep)
        : [],
      score: scoreSplit(split, predictions, labels, heads, head, named),
      labelFree: describeHead(predictions, head),
      yardstick: request.baseline && labels && evaluated.length === 0
        ? await measureBaselines(run, dataset, split, predictions, labels, observer)
        : undefined,
    });
  }
  const [first] = evaluated;
  const evaluation: Evaluation = {
    schemaVersion: 1,
    run: request.run,
    dataset: recipe.dataset.name,
    step: state.step,
    finished: run.finished,
    ...first.score,
    labelFree: first.labelFree,
    groups: first.groups.length > 0 ? first.groups : undefined,
    heads: first.heads,
    scores: evaluated.map(({ score }) => score),
    encoder: recipe.encoder &&
      { name: recipe.encoder.name, supervision: recipe.encoder.supervision },
    yardstick: first.yardstick,
    control: await findControl(request.run, run.manifest, first.score.split, run.catalog),
  };
  // For the list of runs; other splits than those that are scored unasked are not kept.
  if (keep && request.split === undefined) {
    await writeDurably(pathsOf(request.run).evaluation, `${JSON.stringify(evaluation)}\n`);
  }
  return evaluation;
}

/** The test split where there is one, then what was trained on, and the whole set. */
async function splitsToScore(run: OpenRun, wanted: string | undefined): Promise<string[]> {
  if (wanted !== undefined) return [wanted];
  const splits = await run.splits(), trained = run.manifest.recipe.dataset.split;
  if (!splits.includes("test")) return [trained];
  const whole = splits.includes("train+test") ? ["train+test"] : [];
  return [...new Set(["test", trained, ...whole])];
}

/** Images of this split in each group that a person made of the clusters. */
async function groupsIn(
  run: OpenRun,
  predictions: Predictions,
  trained: boolean,
  observer: Observer,
  keep: boolean,
): Promise<NonNullable<Evaluation["groups"]>> {
  if (await readIfThere(editsPath(run.run)) === undefined) return [];
  // Parts of a split cluster are those of the training images.
  await using dataset = trained ? undefined : await run.openSplit();
  const known = dataset ? await embed(run, dataset, observer, keep) : predictions;
  const grouping = await groupImages(run.run, known, run.head);
  const { clusters } = assignmentsOf(predictions, run.head);
  const of = await grouping.place(clusters, matrix(predictions.features, predictions.featureSize));
  return grouping.groups.map((group, g) => ({
    ...group,
    images: of.reduce((sum, own) => sum + (own === g ? 1 : 0), 0),
  }));
}

async function measureBaselines(
  run: OpenRun,
  dataset: Dataset,
  split: string,
  { features, featureSize }: Predictions,
  labels: Int32Array,
  observer: Observer,
): Promise<Baseline[]> {
  using multiply = backendMultiply();
  const clusters = run.task.recipe.clusters;
  const common = { path: pathsOf(run.run).baselines, labels, clusters, multiply, observer };
  return [
    await measureBaseline({
      ...common,
      key: `pixels ${dataset.digest} ${clusters}`,
      name: "k-means on pixels",
      rows: pixelRows(dataset),
    }),
    await measureBaseline({
      ...common,
      key: `features ${split} ${run.state.step} ${clusters}`,
      name: "k-means on learned features",
      rows: heldRows(matrix(features, featureSize)),
    }),
  ];
}
