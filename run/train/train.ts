import type { Observer, TrainOutcome, TrainRequest } from "../api.ts";
import { readFindings } from "../folder/findings.ts";
import { whileFirst } from "../parts/ranks.ts";
import { begin } from "./begin.ts";
import { finish } from "./finish.ts";
import { loop } from "./loop.ts";
import { prepare } from "./prepare.ts";

/**
 * Trains a recipe in a run folder: begins, goes on where an earlier session stopped, or finds that
 * nothing is left to do.
 *
 * @param stop When aborted, the step under way is finished and saved, and the outcome is "stopped".
 * @throws {CrlcError} of every kind; what was saved before stays whole.
 */
export async function train(
  request: TrainRequest,
  observer: Observer,
  stop: AbortSignal,
): Promise<TrainOutcome> {
  const started = performance.now();
  await using prepared = await prepare(request, observer);
  using begun = await begin(prepared, request, observer);
  const { run, steps } = prepared, { plan } = begun;
  const unchanged = plan.doneSteps === steps;
  const done = await loop(prepared, begun, request, observer, stop);
  const findings = done
    ? await whileFirst(prepared.backend.group, async (alive) => {
      await finish(prepared, begun, showing(observer, alive), !unchanged);
      return await readFindings(run);
    })
    : undefined;
  return {
    status: unchanged ? "unchanged" : done ? "finished" : "stopped",
    run,
    step: begun.state.step,
    steps,
    seconds: (performance.now() - started) / 1000,
    plan,
    findings,
  };
}

/** An observer that shows the other ranks as well that the work goes on. */
function showing(observer: Observer, alive: () => void): Observer {
  return {
    note: (text) => observer.note(text),
    warn: (text) => observer.warn(text),
    progress(...args) {
      alive();
      observer.progress(...args);
    },
  };
}
