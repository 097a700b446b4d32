import { cpus, totalmem } from "node:os";
import { availableParallelism } from "node:os";
import type { Backend } from "../backends/backend.ts";
import { type Tensors, tf } from "../backends/tf.ts";
import { CrlcError } from "../core/errors.ts";
import type { Observer } from "../run/api.ts";
import type { BenchReport, BenchRequest, BenchResult, BenchSkipped } from "./bench_api.ts";
import { profileOf } from "./bench_profile.ts";
import { type BenchWork, benchWork } from "./bench_work.ts";
import { openCatalog } from "../run/parts/catalog.ts";
import { openBackend } from "../run/parts/open_backend.ts";
import { stepOf } from "../run/train/step.ts";
import { disposeReplaced } from "../run/train/dispose_replaced.ts";

/** Steps that are taken before the timed ones and thrown away. */
const WARM_UP = 2;

/**
 * Times a training step, the one `crlc train` runs, on each backend. Warm-up steps come first;
 * the timed ones begin again from the initial weights, so that their losses can be compared.
 *
 * @throws {CrlcError} `BAD_OPTION` for a batch that is not of pairs, `BACKEND_NOT_READY` for a
 *   named backend that is missing.
 */
export async function bench(request: BenchRequest, observer: Observer): Promise<BenchReport> {
  const { architecture, width, batch, size, steps, strategy, threads, precision, profile } =
    request;
  if (batch % 2 !== 0) {
    throw new CrlcError(
      "usage",
      "BAD_OPTION",
      `Cannot time the step: --batch must be even, since an image has two views, and is ${batch}`,
    );
  }
  const catalog = await openCatalog(request.plugins);
  const results: BenchResult[] = [], skipped: BenchSkipped[] = [];
  const step = { architecture, width, batch, size };
  const work = await benchWork(catalog, step, strategy);
  for (const name of request.backends.length > 0 ? request.backends : catalog.backends.names()) {
    const named = request.backends.includes(name);
    if (!named && name === "cpu") {
      skipped.push({ backend: name, reason: "it takes minutes a step", fix: "--backend cpu" });
      continue;
    }
    const availability = await (await catalog.backends.get(name)).probe();
    if (!named && !availability.ok) {
      skipped.push({ backend: name, reason: availability.reason, fix: availability.fix });
      continue;
    }
    const environment = { dataFolder: "", backend: name, threads, precision, plugins: [] };
    const { backend } = await openBackend(catalog, environment);
    await using _ = backend;
    if (profile && !backend.profile) {
      observer.note(`backend ${name} cannot tell where the time of its steps goes`);
    }
    const progress = (done: number) =>
      observer.progress(`timing ${name}`, done, WARM_UP + steps * (profile ? 2 : 1));
    // By the name it is chosen by: a plugin's may compute on another one.
    const timed = await timeBackend(backend, work, request, progress);
    results.push({ ...timed, backend: name });
  }
  return {
    schemaVersion: 1,
    machine: {
      os: Deno.build.os,
      arch: Deno.build.arch,
      cores: availableParallelism(),
      memoryBytes: totalmem(),
      cpu: cpus()[0]?.model,
    },
    step: { ...step, steps, strategy },
    results,
    skipped,
  };
}

async function timeBackend(
  backend: Backend,
  work: BenchWork,
  { batch: views, steps, profile }: BenchRequest,
  progress: (done: number) => void,
): Promise<BenchResult> {
  const compiled = backend.compile(stepOf(work.stage));
  const learningRate = tf.scalar(work.stage.optimiser.learningRate);
  let peak = 0, javascript = 0, done = 0;

  async function takeSteps(count: number, batch: Tensors, watch: boolean) {
    const times: number[] = [], losses: number[] = [];
    let state = work.start();
    const bytes = { state: bytesOf(state), batch: bytesOf({ batch }) };
    const profiler = watch ? backend.profile?.() : undefined;
    for (let i = 0; i < count; i++) {
      const began = performance.now();
      const output = await compiled({ ...state, batch, learningRate });
      const [loss] = await output.terms.loss.data();
      times.push(performance.now() - began);
      losses.push(loss);
      const { rss, heapTotal, external } = Deno.memoryUsage();
      if (rss > peak) {
        peak = rss;
        javascript = heapTotal + external;
      }
      const next = { weights: output.weights, buffers: output.buffers, slots: output.slots };
      disposeReplaced(
        [state.weights, state.buffers, state.slots, output.terms],
        [next.weights, next.buffers, next.slots],
      );
      state = next;
      progress(++done);
    }
    const seen = profiler?.end();
    disposeReplaced([state.weights, state.buffers, state.slots, batch], []);
    return { times, losses, seen, bytes };
  }

  // A step that does not fit is refused here, before any numbers are drawn for it.
  await takeSteps(WARM_UP, work.blank(), false);
  const { times, losses } = await takeSteps(steps, work.input(), false);
  const median = times.toSorted((a, b) => a - b)[times.length >> 1];
  const watched = profile && backend.profile
    ? await takeSteps(steps, work.input(), true)
    : undefined;
  learningRate.dispose();
  return {
    backend: backend.name,
    device: backend.device,
    precision: backend.precision,
    threads: backend.threads,
    imagesPerSecond: 1000 * views / median,
    millisecondsPerStep: median,
    peakMemoryBytes: peak,
    losses,
    ...watched?.seen && {
      profile: profileOf({
        ...{ profile: watched.seen, steps, unwatched: median, ...watched.bytes },
        milliseconds: watched.times.reduce((a, b) => a + b, 0),
        ...{ peakMemoryBytes: peak, javascriptBytes: javascript },
      }),
    },
  };
}

/** Bytes of tensors in groups. */
function bytesOf(groups: Readonly<Record<string, Tensors>>): number {
  return Object.values(groups).flatMap((tensors) => Object.values(tensors))
    .reduce((sum, { size, dtype }) => sum + size * tf.util.bytesPerElement(dtype), 0);
}
