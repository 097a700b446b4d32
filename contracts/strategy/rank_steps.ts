import { placeOfStep } from "../../run/recipe/plan_stages.ts";
import { type Tensors, tf } from "../../backends/tf.ts";
import type { Group } from "../../core/group.ts";
import type { StepDone } from "../../run/train/step_done.ts";
import { disposeReplaced } from "../../run/parts/dispose_replaced.ts";
import {
  encodeCheckpoint,
  readCheckpoint,
  type TrainingState,
} from "../../run/folder/checkpoint.ts";
import { initialState } from "../../run/train/initial_state.ts";
import { prepare, type Prepared } from "../../run/train/prepare.ts";
import { runSteps } from "../../run/train/run_steps.ts";
import { listen } from "./training.ts";

/** What is trained; it can be sent to another thread. */
export interface RankRun {
  /** A recipe file. */
  readonly target: string;
  readonly plugins: readonly string[];
  readonly backend: string;
  /** A folder that does not exist. */
  readonly folder: string;
  /** Weights that begin this many times as large, by how their names begin. */
  readonly enlarged?: { readonly names: string; readonly by: number };
}

/** A step that was taken. */
export interface TakenStep {
  readonly stage: string;
  readonly terms: StepDone["terms"];
  /** All weights after it, one after the other. */
  readonly weights: Float32Array;
  /** What a stage that computes has found: all buffers after it. */
  readonly found?: Float32Array;
}

/** A step of one rank, and what it began with. */
export interface StepAlone extends TakenStep {
  /** The state before it, as a checkpoint. */
  readonly before: Uint8Array;
  readonly weightsBefore: Float32Array;
}

const IDENTITY = { recipe: "", data: "" };

/** Opens what a run needs, does something with it, and closes it. */
async function withRun<T>(
  { target, plugins, backend, folder }: RankRun,
  group: Group | undefined,
  work: (prepared: Prepared) => Promise<T>,
): Promise<T> {
  const environment = { dataFolder: folder, backend, plugins, threads: 1, group };
  const request = { target, overrides: { set: [] }, environment, run: folder, runsFolder: folder };
  await using prepared = await prepare(request, listen());
  return await work(prepared);
}

/**
 * Takes all steps of a run, by one rank.
 *
 * @returns The last one of each stage, and of each of its passes: by then momentum, banks and averages
 *   hold something.
 */
export async function stepsAlone(run: RankRun): Promise<StepAlone[]> {
  return await withRun(run, undefined, async (prepared) => {
    let state = enlarged(initialState(prepared.task), run.enlarged),
      before = await beginning(state);
    const steps = new Map<string, StepAlone>();
    for await (const done of runSteps({ ...prepared, progress() {} }, prepared.stages, state)) {
      state = done.state;
      const part = partOf(done);
      if (part !== undefined) steps.set(part, { ...before, ...await takenBy(done) });
      before = await beginning(state);
    }
    disposeState(state);
    return [...steps.values()];
  });
}

/** Takes one step from each of some states, together with the other ranks of a group. */
export async function stepsTogether(
  run: RankRun,
  states: readonly Uint8Array[],
  group: Group,
): Promise<TakenStep[]> {
  return await withRun(run, group, async (prepared) => {
    const taken: TakenStep[] = [];
    for (const bytes of states) {
      const state = readCheckpoint(bytes, IDENTITY);
      for await (const done of runSteps({ ...prepared, progress() {} }, prepared.stages, state)) {
        taken.push(await takenBy(done));
        disposeState(done.state);
        break;
      }
    }
    return taken;
  });
}

/** Which part of a run a step is of; nothing where none was taken, as where a stage ends early. */
function partOf({ planned, state: { step }, terms }: StepDone): string | undefined {
  if (planned.stage.kind === "compute") return planned.stage.name;
  if (Object.keys(terms).length === 0) return undefined;
  const { pass } = placeOfStep(planned, step - planned.firstStep - 1);
  return `${planned.stage.name}/${pass ?? ""}`;
}

async function takenBy({ planned, terms, state }: StepDone): Promise<TakenStep> {
  const { name, kind } = planned.stage, weights = await valuesOf(state.weights);
  const found = kind === "compute" ? await valuesOf(state.buffers) : undefined;
  return { stage: name, terms, weights, found };
}

function enlarged(state: TrainingState, rule: RankRun["enlarged"]): TrainingState {
  if (!rule) return state;
  const weights = Object.entries(state.weights).map(([name, weight]) => {
    if (!name.startsWith(rule.names)) return [name, weight];
    const larger = tf.mul(weight, rule.by);
    weight.dispose();
    return [name, larger];
  });
  return { ...state, weights: Object.fromEntries(weights) };
}

async function beginning(state: TrainingState) {
  const before = await encodeCheckpoint(state, IDENTITY);
  return { before, weightsBefore: await valuesOf(state.weights) };
}

async function valuesOf(tensors: Tensors): Promise<Float32Array> {
  const values: number[] = [];
  for (const name of Object.keys(tensors).sort()) values.push(...await tensors[name].data());
  return Float32Array.from(values);
}

function disposeState({ weights, buffers, slots }: TrainingState): void {
  disposeReplaced([weights, buffers, slots], []);
}
