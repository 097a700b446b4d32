import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { groupMemory, threadGroup } from "../../core/thread_group.ts";
import type { RankJob, RankReply } from "./rank_thread.ts";
import {
  type RankRun,
  type StepAlone,
  stepsAlone,
  stepsTogether,
  type TakenStep,
} from "./rank_steps.ts";

/** How far loss and terms may be off, of 1 or of what they are where that is more. */
const TERMS = 5e-6;
/**
 * How far the change of the weights may be off, as a part of it. Mostly it is below 1e-5; a value near
 * 0 may fall on the other side of a ReLU, and batch norm of few rows makes much of rounding.
 */
const CHANGE = 5e-3;

/** Threads that are ranks beside the one that calls; they are used again and again. */
export class RankThreads implements Disposable {
  readonly #workers: Worker[] = [];

  /** Takes one step from each of some states on `size` ranks, of which this thread is the first. */
  async steps(size: number, run: RankRun, states: readonly Uint8Array[]): Promise<TakenStep[]> {
    const memory = groupMemory(size);
    while (this.#workers.length < size - 1) {
      const script = new URL("./rank_thread.ts", import.meta.url);
      this.#workers.push(new Worker(script, { type: "module" }));
    }
    const others = this.#workers.slice(0, size - 1).map((worker, i) => {
      const folder = `${run.folder}-${i + 1}`;
      const job: RankJob = { memory, rank: i + 1, size, run: { ...run, folder }, states };
      const { promise, resolve, reject } = Promise.withResolvers<RankReply>();
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => {
        event.preventDefault();
        group.abort(1);
        reject(new Error(event.message));
      };
      worker.postMessage(job);
      return promise;
    });
    using group = threadGroup(memory, 0, size);
    const [own, ...replies] = await Promise.allSettled([
      stepsTogether(run, states, group).catch((error) => {
        group.abort(1);
        throw error;
      }),
      ...others,
    ]);
    for (const reply of replies) {
      const error = reply.status === "rejected" ? reply.reason : (reply.value as RankReply).error;
      if (error !== undefined && own.status === "fulfilled") throw new Error(String(error));
      if (error !== undefined && !/has failed/.test(String(error))) throw new Error(String(error));
    }
    if (own.status === "rejected") throw own.reason;
    return own.value as TakenStep[];
  }

  [Symbol.dispose](): void {
    for (const worker of this.#workers) worker.terminate();
  }
}

/**
 * That a training step of each part of a run, taken by several ranks from the state that one has
 * brought it to, gives what it gives on one; what is computed, its very bytes. What follows from it can differ: training amplifies
 * rounding.
 *
 * @param sizes Numbers of ranks, which divide every batch.
 * @returns How far the change of the weights is off in each step, as a part of it.
 */
export async function checkRanks(
  threads: RankThreads,
  sizes: readonly number[],
  run: RankRun,
): Promise<number[]> {
  const found: number[] = [];
  const alone = await stepsAlone({ ...run, folder: join(run.folder, "alone") });
  ok(alone.length > 0, "it takes steps");
  const states = alone.map(({ before }) => before);
  for (const size of sizes) {
    const folder = join(run.folder, `on-${size}`);
    const together = await threads.steps(size, { ...run, folder }, states);
    strictEqual(together.length, alone.length);
    together.forEach(({ stage, found }, i) =>
      deepStrictEqual(
        found,
        alone[i].found,
        `stage "${stage}" finds something else on ${size} ranks`,
      )
    );
    const terms = together.map((step, i) => farthestTerm(step, alone[i]));
    const changes = together.map((step, i) => changeOff(step, alone[i]));
    const fits = terms.every(({ off }) => off <= TERMS) && changes.every((off) => off <= CHANGE);
    const told = together.map(({ stage }, i) =>
      `${stage}: ${terms[i].name} ${terms[i].off.toExponential(1)}, weights ${
        changes[i].toExponential(1)
      }`
    );
    ok(fits, `a step on ${size} ranks is off from that on one: ${told.join("; ")}`);
    found.push(...changes.filter((_, i) => alone[i].found === undefined));
  }
  return found;
}

/** The term that differs most. */
function farthestTerm(step: TakenStep, alone: TakenStep): { name: string; off: number } {
  return Object.entries(alone.terms).flatMap(([name, values]) =>
    values.map((value, i) => {
      const other = step.terms[name]?.[i] ?? NaN;
      const off = Math.abs(other - value) / Math.max(1, Math.abs(value));
      return { name, off: Number.isNaN(off) ? Infinity : off };
    })
  ).reduce((a, b) => a.off > b.off ? a : b, { name: "no term", off: 0 });
}

/** How far the change of the weights is off, as a part of it. */
function changeOff(step: TakenStep, { weights, weightsBefore }: StepAlone): number {
  let off = 0, change = 0;
  weights.forEach((value, i) => {
    off += (step.weights[i] - value) ** 2;
    change += (value - weightsBefore[i]) ** 2;
  });
  if (change === 0) return off === 0 ? 0 : Infinity;
  return Math.sqrt(off / change);
}
