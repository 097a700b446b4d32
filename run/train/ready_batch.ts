import { type Tensors, tf } from "../../backends/tf.ts";
import type { Task } from "../recipe/task.ts";
import type { StagePart } from "./stage_part.ts";
import { uploadBatch } from "./upload_batch.ts";

/** The batch of a step, as its tensors. */
export interface ReadyBatch {
  readonly tensors: Tensors;
  readonly indices: Int32Array;
  /** What the host has made the views in. */
  readonly views: readonly Float32Array[];
  /** Milliseconds for which it was waited, or for which making it held up this thread. */
  readonly waited: number;
}

/** Which batch, and of which step. */
export interface BatchPlace {
  readonly part: StagePart;
  /** Of the part. */
  readonly batch: number;
  /** Of the stage. */
  readonly local: number;
  readonly steps: number;
}

/** Asks the loader for a batch and makes tensors of it, which the caller owns. */
export async function readyBatch(
  task: Task,
  { part, batch, local, steps }: BatchPlace,
): Promise<ReadyBatch> {
  const asked = performance.now();
  const host = await part.batches.batch(batch);
  const waited = Math.max(performance.now() - asked, host.held);
  const tensors = uploadBatch(part, host, task, { step: local, progress: local / steps });
  return { tensors, indices: Int32Array.from(host.indices), views: host.views, waited };
}

/** The batch of the next step, made and brought to the device while the one before is computed. */
export class BatchAhead implements AsyncDisposable {
  #ahead?: { readonly local: number; readonly ready: Promise<ReadyBatch> };

  constructor(
    readonly task: Task,
    /** How the device takes a batch. */
    readonly upload: (tensors: Tensors) => void,
  ) {}

  /** Begins with the batch of the next step. */
  begin(place: BatchPlace): void {
    const ready = readyBatch(this.task, place).then((batch) => {
      this.upload(batch.tensors);
      return batch;
    });
    // whoever takes it is told
    ready.catch(() => {});
    this.#ahead = { local: place.local, ready };
  }

  /** The batch of a step, if it was begun with. */
  take(local: number): Promise<ReadyBatch> | undefined {
    if (this.#ahead?.local !== local) return undefined;
    const { ready } = this.#ahead;
    this.#ahead = undefined;
    return ready;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const left = await this.#ahead?.ready.catch(() => undefined);
    if (left) tf.dispose(Object.values(left.tensors));
  }
}
