import { partBroken } from "../../../parts/part_broken.ts";
import { BadImage } from "../bad_image.ts";
import { within } from "../time_limit.ts";
import type { HeifAnswer, HeifQuestion } from "./heif_jobs.ts";

/** Workers at a time: each has a library of its own. */
const MOST = Math.max(1, Math.min(navigator.hardwareConcurrency, 4));
/** A worker whose library holds more is ended once it is done: such memory never shrinks. */
const KEEP_BYTES = 150_000_000;
const SECONDS_TO_LOAD = 120;

/** A worker that is asked one thing at a time, and can be ended while it is at work. */
export interface HeifWorker {
  /**
   * @param seconds After so many the worker is ended.
   * @throws {BadImage} If that takes too long.
   */
  ask(question: HeifQuestion, seconds: number): Promise<HeifAnswer>;
}

interface Held extends HeifWorker, Disposable {
  /** Whether it is not to be used again. */
  spent: boolean;
}

const idle: Held[] = [], waiting: (() => void)[] = [];
let busy = 0, holds = 0;

/**
 * Keeps workers for the next file until it is disposed of; otherwise each ends with its file, and the
 * next begins by loading the library.
 */
export function holdHeifWorkers(): Disposable {
  holds++;
  return {
    [Symbol.dispose]() {
      if (--holds === 0) { for (const worker of idle.splice(0)) worker[Symbol.dispose](); }
    },
  };
}

/** Does work with a worker, once one is free. */
export async function withHeifWorker<Result>(
  work: (worker: HeifWorker) => Promise<Result>,
): Promise<Result> {
  while (busy === MOST) await new Promise<void>((resolve) => waiting.push(resolve));
  busy++;
  const worker = idle.pop() ?? begin();
  try {
    return await work(worker);
  } catch (error) {
    // What it was doing is not known, or it is at it still.
    worker.spent = true;
    throw error;
  } finally {
    busy--;
    if (worker.spent || holds === 0) worker[Symbol.dispose]();
    else idle.push(worker);
    waiting.shift()?.();
  }
}

/** For Deno alone, which fetches what is imported by a text: see `cli/process/launcher.ts`. */
export const THREAD = (): Promise<unknown> => import("./heif_worker.ts");

function begin(): Held {
  const worker = new Worker(new URL("./heif_worker.ts", import.meta.url), { type: "module" });
  const next = () => {
    const { promise, resolve, reject } = Promise.withResolvers<HeifAnswer>();
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new BadImage(`cannot be decoded: ${event.message.split("\n")[0].slice(0, 200)}`));
    };
    return promise;
  };
  // No file's time is spent on loading the library.
  const ready = within(SECONDS_TO_LOAD, next()).then((first) => {
    if ("broken" in first) throw partBroken("heic", first.broken);
  });
  const held: Held = {
    spent: false,
    async ask(question, seconds) {
      await ready;
      const answered = next();
      worker.postMessage(question);
      const answer = await within(seconds, answered);
      if ("image" in answer && answer.heapBytes > KEEP_BYTES) held.spent = true;
      return answer;
    },
    [Symbol.dispose]: () => worker.terminate(),
  };
  return held;
}
