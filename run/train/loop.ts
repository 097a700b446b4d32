import { CrlcError } from "../../core/errors.ts";
import type { Group } from "../../core/group.ts";
import { largestOf } from "../../core/largest_of.ts";
import type { EpochReport, Observer, TrainRequest } from "../api.ts";
import { saveCheckpoint } from "../folder/checkpoint.ts";
import { appendLine } from "../folder/files.ts";
import { pathsOf } from "../folder/run_folder.ts";
import { snapshotFiles } from "../folder/snapshots.ts";
import { saveStageEnd } from "../folder/stage_ends.ts";
import { type EventLog, openEventLog } from "../folder/tensorboard/event_log.ts";
import { onBackend } from "../parts/on_backend.ts";
import { isFirst, requireSame, whileFirst } from "../parts/ranks.ts";
import type { Begun } from "./begin.ts";
import { describeIdle } from "./idle.ts";
import { describeUneven } from "./uneven.ts";
import { describeCollapse } from "./collapse.ts";
import type { Prepared } from "./prepare.ts";
import { Clock, epochReport, stepReport } from "./reports.ts";
import { requireFinite } from "./require_finite.ts";
import { runSteps } from "./run_steps.ts";
import { snapshotIfDue } from "./snapshot.ts";
import type { StepDone } from "./step_done.ts";
import { weightsDigest } from "./weights_digest.ts";

/** Checkpoints are written at the end of an epoch, but no more often than this. */
const SAVE_EVERY_MS = 20_000;
/** In the middle of an epoch that takes long, one is written after so many times as long. */
const MID_EPOCH = 15;

/**
 * Takes the steps that are left: reports each, writes a line an epoch, and saves now and then.
 *
 * @param stop When aborted, the step under way is finished and saved.
 * @returns Whether all steps are done.
 * @throws {CrlcError} `NON_FINITE_LOSS`, `CLUSTERS_COLLAPSED`, and what backend and disk throw.
 */
export async function loop(
  prepared: Prepared,
  begun: Begun,
  request: TrainRequest,
  observer: Observer,
  stop: AbortSignal,
): Promise<boolean> {
  const { run, stages, steps, recipe } = prepared, { augment, saveEvery = SAVE_EVERY_MS } = request;
  const paths = pathsOf(run), clock = new Clock(), { group } = prepared.backend;
  const first = isFirst(group);
  const events = first && request.tensorboard && begun.state.step < steps
    ? await openEventLog(run, begun.state.step)
    : undefined;
  const progress: Observer["progress"] = (...args) => observer.progress(...args);
  const tell = onceEach((text) => observer.warn(text));
  let savedAt = performance.now(), warned = false;
  let snapped = prepared.snapshots !== undefined && (await snapshotFiles(run)).length > 0;
  for await (const done of runSteps({ ...prepared, augment, progress }, stages, begun.state)) {
    const { step } = begun.state = done.state;
    clock.step(done);
    await requireFinite(done, paths, first);
    observer.step?.(stepReport(done, begun.plan, clock));
    const ends = describeEnd(done);
    if (ends !== undefined) observer.note(ends);
    let collapse: string | undefined;
    if (done.epochEnded) {
      const report = epochReport(done, clock);
      if (first) await recordEpoch(report, paths.metrics, events, observer);
      collapse = describeCollapse(report, recipe);
      tell("uneven", describeUneven(report.terms));
      tell("idle", describeIdle(report));
      if (collapse && !request.failOnCollapse && !warned) observer.warn(collapse);
      warned ||= collapse !== undefined;
      clock.startEpoch();
    }
    if (done.epochEnded) {
      await whileFirst(group, async (alive) => {
        await keepStageEnd(prepared, begun, done);
        // Before the checkpoint, so that a run that goes on from it lacks none.
        const looking: Observer["progress"] = (...args) => (alive(), progress(...args));
        snapped = await snapshotIfDue(prepared, done, snapped, looking) || snapped;
      });
    }
    const failed = collapse !== undefined && request.failOnCollapse === true;
    const due = performance.now() - savedAt >= saveEvery * (done.epochEnded ? 1 : MID_EPOCH);
    const wish = agreed(group, stop.aborted ? "stop" : due ? "save" : "go on");
    if (wish !== "go on" || failed || step === steps) {
      await save(prepared, begun, request.keep);
      observer.saved?.(step);
      savedAt = performance.now();
    }
    if (failed) throw collapsed(collapse!);
    if (wish === "stop" && step < steps) return false;
  }
  return true;
}

/** What is said of a stage that ends before its last step. */
function describeEnd({ planned: { stage, steps }, endsAfter }: StepDone): string | undefined {
  if (endsAfter === undefined) return undefined;
  return `note: stage "${stage.name}" ends after ${endsAfter.toLocaleString("en")} of at most ${
    steps.toLocaleString("en")
  } steps: it has reached what it stops at`;
}

async function recordEpoch(
  report: EpochReport,
  metrics: string,
  events: EventLog | undefined,
  observer: Observer,
): Promise<void> {
  await appendLine(metrics, JSON.stringify(report));
  await events?.epoch(report);
  observer.epoch?.(report);
}

/** Keeps the state at the end of a stage that asks for it, unless the run ends there as well. */
async function keepStageEnd(
  { run, backend, steps }: Prepared,
  { state, identity }: Begun,
  { planned: { stage, firstStep, steps: own } }: StepDone,
): Promise<void> {
  if (stage.kind !== "train" || !stage.scored) return;
  if (state.step !== firstStep + own || state.step === steps) return;
  await onBackend(backend.name, () => saveStageEnd(run, stage.name, state, identity));
}

const WISHES = ["go on", "save", "stop"] as const;
type Wish = typeof WISHES[number];

/** What all ranks do after a step: what depends on clocks and signals is agreed once. */
function agreed(group: Group | undefined, own: Wish): Wish {
  return group ? WISHES[largestOf(group, WISHES.indexOf(own))] : own;
}

/**
 * Saves a checkpoint; rank 0 does, and the others make sure that it is of their weights as well. They
 * wait for its end: a launcher may kill all as soon as one has left.
 */
async function save({ run, backend }: Prepared, { state, identity }: Begun, keep?: number) {
  const { checkpoints } = pathsOf(run), { name, group } = backend;
  await onBackend(name, async () => {
    if (group) requireSame(group, { "the weights": await weightsDigest(state) }, DRIFTED);
    await whileFirst(group, () => saveCheckpoint(checkpoints, state, identity, keep));
  });
}

const DRIFTED =
  "the last checkpoint is whole; a machine or library computes otherwise than rank 0's";

function collapsed(what: string): CrlcError {
  return new CrlcError("failed", "CLUSTERS_COLLAPSED", `Cannot go on: ${what}`, {
    hint: "the checkpoint is kept; without --fail-on-collapse training would go on",
  });
}

/** Tells each kind of thing the first time that there is something to say of it. */
function onceEach(warn: (text: string) => void): (kind: string, text: string | undefined) => void {
  const told = new Set<string>();
  return (kind, text) => {
    if (text === undefined || told.has(kind)) return;
    told.add(kind);
    warn(text);
  };
}
