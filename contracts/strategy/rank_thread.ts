/**
 * A rank that is a thread: takes the steps that it is told to, together with others.
 *
 * @module
 */
import { messageOf } from "../../core/errors.ts";
import { threadGroup } from "../../core/thread_group.ts";
import { workerThread } from "../../core/worker_thread.ts";
import { type RankRun, stepsTogether } from "./rank_steps.ts";

/** What a thread is told. */
export interface RankJob {
  readonly memory: SharedArrayBuffer;
  readonly rank: number;
  readonly size: number;
  readonly run: RankRun;
  readonly states: readonly Uint8Array[];
}

/** What it answers: what went wrong, if anything. */
export interface RankReply {
  readonly error?: string;
}

const thread = workerThread<RankJob, RankReply>();

thread.onmessage = async ({ data: { memory, rank, size, run, states } }) => {
  using group = threadGroup(memory, rank, size);
  try {
    await stepsTogether(run, states, group);
    thread.postMessage({});
  } catch (error) {
    group.abort(1);
    thread.postMessage({ error: messageOf(error) });
  }
};
