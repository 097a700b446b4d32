import { matrix } from "../../search/matrix.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import type { Observer } from "../../run/api.ts";
import type { Baseline, EvaluateRequest, Evaluation, SplitScore } from "../api.ts";
import { embed } from "../embed.ts";
import { backendMultiply } from "../../run/parts/multiply.ts";
import { writeDurably } from "../../run/folder/files.ts";
import { nothingClustered } from "../nothing_clustered.ts";
import { type OpenRun, openRun } from "../open_run.ts";
import { predictAll, type Predictions } from "../../run/train/predict.ts";
import { type Manifest, pathsOf } from "../../run/folder/run_folder.ts";
import { correctedGroups, correctedSplit, noCorrections, scoreOf } from "./corrected.ts";
import { describeHead, scoreHeads, scoreSplit } from "./score_heads.ts";
import { heldRows, pixelRows } from "./rows.ts";
import { measureBaseline } from "./baseline.ts";
import { findControl } from "./find_control.ts";

/**
 * Scores a run. The head chosen without labels and the best one by label are kept apart, and so is what
 * a person has corrected.
 *
 * @throws {CrlcError} `NOTHING_CLUSTERED` if the run's strategy only learns features; `NO_NAMES` if
 *   corrections are to be scored and there are none; otherwise what opening the run and its data may throw.
 */
export async function evaluate(request: EvaluateRequest, observer: Observer): Promise<Evaluation> {
  await using run = await openRun(request.run, request.environment, observer, request);
  const { state, manifest: { recipe } } = run;
  const keep = !request.readOnly && request.stage === undefined && request.step === undefined;
  const evaluated: Evaluated[] = [], splits = await splitsToScore(run, request.split);
  for (const split of request.brief ? splits.slice(0, 1) : splits) {
    evaluated.push(
      await evaluateSplit(run, split, evaluated.length === 0, request, keep, observer),
    );
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
    groups: first.groups,
    heads: first.heads,
    scores: evaluated.map(({ score }) => score),
    encoder: recipe.encoder &&
      { name: recipe.encoder.name, supervision: recipe.encoder.supervision },
    yardstick: first.yardstick,
    ranks: ranksOf(run.manifest.sessions),
    control: await findControl(request.run, run.manifest, first.score.split, run.catalog),
  };
  // For the list of runs; other splits than those that are scored unasked are not kept.
  if (keep && request.split === undefined) {
    await writeDurably(pathsOf(request.run).evaluation, `${JSON.stringify(evaluation)}\n`);
  }
  return evaluation;
}

/** The sessions of several processes, where there are some. */
function ranksOf(sessions: Manifest["sessions"]): Evaluation["ranks"] {
  const found = sessions.flatMap(({ fromStep, ranks, carrier = "" }) =>
    ranks === undefined ? [] : [{ fromStep, count: ranks, carrier }]
  );
  return found.length > 0 ? found : undefined;
}

/** What is found of one split. */
interface Evaluated extends Pick<Evaluation, "heads" | "groups" | "labelFree" | "yardstick"> {
  readonly score: SplitScore;
}

/** @param isFirst Whether groups and yardsticks are asked for as well. */
async function evaluateSplit(
  run: OpenRun,
  split: string,
  isFirst: boolean,
  request: EvaluateRequest,
  keep: boolean,
  observer: Observer,
): Promise<Evaluated> {
  const { task, state, head, manifest: { recipe } } = run;
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
  const losses = task.strategy.selectBy && state.progress.last[task.strategy.selectBy] || undefined;
  const labels = await dataset.labels(), named = recipe.labels !== undefined;
  const heads = scoreHeads(predictions, labels, losses, named);
  const score = scoreSplit(split, predictions, labels, heads, head, named);
  const asked = isFirst || request.corrected;
  const known = trained ? { dataset, predictions } : undefined;
  const grouping = asked ? await correctedGroups(run, known, observer, keep) : undefined;
  const parts = split.split("+"), shared = recipe.dataset.split.split("+");
  const movable = parts.some((part) => shared.includes(part)) ? dataset : undefined;
  const corrected = grouping &&
    await correctedSplit(grouping, predictions, trained, head, movable);
  if (request.corrected && !corrected) throw noCorrections(request.run);
  return {
    heads,
    groups: corrected?.groups,
    score: request.corrected ? { ...score, corrected: scoreOf(corrected!, labels) } : score,
    labelFree: describeHead(predictions, head),
    yardstick: request.baseline && labels && isFirst
      ? await measureBaselines(run, dataset, split, predictions, labels, observer)
      : undefined,
  };
}

/** The test split where there is one, then what was trained on, and the whole set. */
async function splitsToScore(run: OpenRun, wanted: string | undefined): Promise<string[]> {
  if (wanted !== undefined) return [wanted];
  const splits = await run.splits(), trained = run.manifest.recipe.dataset.split;
  if (!splits.includes("test")) return [trained];
  const whole = splits.includes("train+test") ? ["train+test"] : [];
  return [...new Set(["test", trained, ...whole])];
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
