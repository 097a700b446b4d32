import type { Backend } from "../backends/backend.ts";
import { CrlcError } from "../core/errors.ts";
import type { Observer } from "../run/api.ts";
import type { BenchReport, BenchRequest, BenchResult, BenchSkipped } from "./bench_api.ts";
import { profileOf } from "./bench_profile.ts";
import { type BenchWork, benchWork } from "./bench_work.ts";
import { openCatalog } from "../run/parts/catalog.ts";
import { openBackend } from "../run/parts/open_backend.ts";
import { machineFacts } from "./machine_facts.ts";
import { processMemory } from "../core/process_memory.ts";
import { StepTimer } from "./step_timer.ts";

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
  const {
    architecture,
    width,
    batch,
    size,
    steps,
    strategy,
    threads,
    precision,
    devices,
    profile,
  } = request;
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
    const environment = { dataFolder: "", backend: name, threads, precision, devices, plugins: [] };
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
    machine: machineFacts(),
    step: { ...step, steps, strategy },
    results,
    skipped,
  };
}

async function timeBackend(
  backend: Backend,
  work: BenchWork,
  { batch, steps, profile: watch }: BenchRequest,
  progress: (done: number) => void,
): Promise<BenchResult> {
  const opened = processMemory(), timer = new StepTimer(backend, work, progress);
  // A step that does not fit is refused here, before any numbers are drawn for it.
  await timer.take(WARM_UP, work.blank(), false);
  const { times, losses } = await timer.take(steps, work.input(), false);
  const median = times.toSorted((a, b) => a - b)[times.length >> 1];
  const watched = watch && backend.profile
    ? await timer.take(steps, work.input(), true)
    : undefined;
  timer.dispose();
  const process = processMemory(opened);
  return {
    backend: backend.name,
    device: backend.device,
    precision: backend.precision,
    threads: backend.threads,
    imagesPerSecond: 1000 * batch / median,
    millisecondsPerStep: median,
    peakMemoryBytes: process.peak,
    losses,
    ...watched?.profile && {
      profile: profileOf({
        ...{ profile: watched.profile, steps, unwatched: median, ...watched.bytes },
        milliseconds: watched.times.reduce((a, b) => a + b, 0),
        ...{ opened, process },
      }),
    },
  };
}
