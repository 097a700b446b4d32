import type { Backend } from "../backends/backend.ts";
import type { Profile } from "../backends/profile.ts";
import { type Tensors, tf } from "../backends/tf.ts";
import { disposeReplaced } from "../run/parts/dispose_replaced.ts";
import { stepOf } from "../run/train/step.ts";
import type { BenchWork } from "./bench_work.ts";

/** Some steps, timed. */
export interface TimedSteps {
  /** Milliseconds of each. */
  readonly times: readonly number[];
  readonly losses: readonly number[];
  /** Where their time went, if it was asked for and the backend can tell. */
  readonly profile?: Profile;
  /** Bytes of weights, buffers and slots, and of the batch. */
  readonly bytes: { readonly state: number; readonly batch: number };
}

/** Takes and times the steps of one work on one backend, which must be the active one. */
export class StepTimer {
  readonly #compiled: ReturnType<Backend["compile"]>;
  readonly #learningRate: tf.Scalar;
  #done = 0;

  /** @param progress Told after each step how many were taken in all. */
  constructor(
    private readonly backend: Backend,
    private readonly work: BenchWork,
    private readonly progress: (done: number) => void,
  ) {
    this.#compiled = backend.compile(stepOf(work.stage));
    this.#learningRate = tf.scalar(work.stage.optimiser.learningRate);
  }

  /**
   * Takes steps from the initial weights on, all with the same batch.
   *
   * @param batch Is disposed of.
   * @param watch Whether the backend is asked where the time goes.
   */
  async take(count: number, batch: Tensors, watch: boolean): Promise<TimedSteps> {
    const times: number[] = [], losses: number[] = [];
    let state = this.work.start();
    const bytes = { state: bytesOf(state), batch: bytesOf({ batch }) };
    const profiler = watch ? this.backend.profile?.() : undefined;
    for (let i = 0; i < count; i++) {
      const began = performance.now();
      const output = await this.#compiled({ ...state, batch, learningRate: this.#learningRate });
      const [loss] = await output.terms.loss.data();
      times.push(performance.now() - began);
      losses.push(loss);
      const next = { weights: output.weights, buffers: output.buffers, slots: output.slots };
      disposeReplaced(
        [state.weights, state.buffers, state.slots, output.terms],
        [next.weights, next.buffers, next.slots],
      );
      state = next;
      this.progress(++this.#done);
    }
    const profile = profiler?.end();
    disposeReplaced([state.weights, state.buffers, state.slots, batch], []);
    return { times, losses, profile, bytes };
  }

  dispose(): void {
    this.#learningRate.dispose();
  }
}

/** Bytes of tensors in groups. */
export function bytesOf(groups: Readonly<Record<string, Tensors>>): number {
  return Object.values(groups).flatMap((tensors) => Object.values(tensors))
    .reduce((sum, { size, dtype }) => sum + size * tf.util.bytesPerElement(dtype), 0);
}
