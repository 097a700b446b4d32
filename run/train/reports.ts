import type { EpochReport, Plan, StepReport } from "../api.ts";
import { meansOf, overHeads } from "./epoch.ts";
import type { StepDone } from "./step_done.ts";

/** Steps whose speed is averaged for the time left. */
const WINDOW = 50;

/** Measures how fast a run goes and how long it waits for images. */
export class Clock {
  #recent: { at: number; images: number }[] = [{ at: performance.now(), images: 0 }];
  #epochBegan = performance.now();
  #epochImages = 0;
  #epochWaited = 0;

  step({ planned, waited }: StepDone): void {
    const images = planned.images;
    if (planned.stage.kind === "compute") {
      // How long it took says nothing of the steps to come.
      this.#recent = [{ at: performance.now(), images: 0 }];
      this.#epochImages += images;
      return;
    }
    this.#recent.push({ at: performance.now(), images });
    if (this.#recent.length > WINDOW + 1) this.#recent.shift();
    this.#epochImages += images;
    this.#epochWaited += waited;
  }

  startEpoch(): void {
    this.#epochBegan = performance.now();
    this.#epochImages = this.#epochWaited = 0;
  }

  /** Images and milliseconds a step, over the last steps. */
  recent(): { imagesPerSecond: number; millisecondsPerStep: number } {
    const first = this.#recent[0], last = this.#recent[this.#recent.length - 1];
    const elapsed = Math.max(last.at - first.at, 1e-3);
    const images = this.#recent.slice(1).reduce((sum, step) => sum + step.images, 0);
    return {
      imagesPerSecond: 1000 * images / elapsed,
      millisecondsPerStep: elapsed / Math.max(1, this.#recent.length - 1),
    };
  }

  epoch(): { seconds: number; imagesPerSecond: number; waiting: number } {
    const elapsed = Math.max(performance.now() - this.#epochBegan, 1e-3);
    return {
      seconds: elapsed / 1000,
      imagesPerSecond: 1000 * this.#epochImages / elapsed,
      waiting: this.#epochWaited / elapsed,
    };
  }
}

function epochOf({ planned, state, epochEnded, endsAfter }: StepDone): number {
  const local = endsAfter ?? state.step - planned.firstStep;
  return Math.floor((local - (epochEnded ? 1 : 0)) / planned.stepsPerEpoch) + 1;
}

/** What is shown of a step. */
export function stepReport(done: StepDone, plan: Plan, clock: Clock): StepReport {
  const { planned, state, epochEnded } = done;
  const { imagesPerSecond, millisecondsPerStep } = clock.recent();
  return {
    stage: planned.stage.name,
    kind: planned.stage.kind,
    epoch: epochOf(done),
    epochs: planned.epochs,
    step: state.step,
    steps: plan.steps,
    imagesPerSecond,
    secondsLeft: (plan.steps - state.step) * millisecondsPerStep / 1000,
    terms: overHeads(epochEnded ? state.progress.last : meansOf(state.progress)),
  };
}

/** What is written of an epoch. */
export function epochReport(done: StepDone, clock: Clock): EpochReport {
  const { planned, state, learningRate } = done;
  // What a stage that computes has found; the means of the stage before stand in its own lines.
  const terms = planned.stage.kind === "compute" ? done.terms : state.progress.last;
  return {
    stage: planned.stage.name,
    kind: planned.stage.kind,
    epoch: epochOf(done),
    epochs: planned.epochs,
    step: state.step,
    learningRate,
    ...clock.epoch(),
    terms: Object.fromEntries(
      Object.entries(terms).map(([name, values]) => [
        name,
        values.length === 1 ? values[0] : values,
      ]),
    ),
  };
}
