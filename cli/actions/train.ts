import type { Observer, RecipeOverrides, TrainRequest } from "../../run/api.ts";
import { dryRun } from "../../run/dry_run.ts";
import { train } from "../../run/train.ts";
import { CrlcError, type ErrorKind, EXIT_CODES } from "../../core/errors.ts";
import { foldersOf } from "../environment.ts";
import { observe, stoppableWith, type TerminalObserver } from "../observer.ts";
import { placeOf, type PlaceOptions } from "../place.ts";
import { dryRunLines } from "../reports/dry_run.ts";
import { stoppedLines, trainingLines } from "../reports/training.ts";
import type { Session } from "../session.ts";
import { shellLine } from "../shell.ts";

/** What `crlc train` is asked. */
export interface TrainOptions extends RecipeOverrides, PlaceOptions {
  readonly target: string;
  readonly run?: string;
  readonly keep?: number;
  readonly from?: string;
  readonly labels?: string;
  readonly augment?: TrainRequest["augment"];
  readonly failOnCollapse: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** Backends without native code of their own. */
const SANDBOXED = new Set(["cpu", "wasm"]);

/** Errors after which the same command can do better. */
const CAN_GO_ON: ReadonlySet<ErrorKind> = new Set(["backend", "resource"]);

/** Says of an error in the middle of a run how to go on from what was saved. */
function withContinuation(error: unknown, saved: number, session: Session): unknown {
  if (!(error instanceof CrlcError) || !CAN_GO_ON.has(error.kind) || saved === 0) return error;
  const { kind, code, message, hint, cause } = error;
  const goOn = `the checkpoint of step ${saved} is whole, and this goes on from there: crlc ${
    shellLine(session.args)
  }`;
  return new CrlcError(kind, code, message, { hint: hint ? `${hint}; ${goOn}` : goOn, cause });
}

/** Gives up native code where the run has no use for it: only image files are decoded so. */
function withoutNativeCode(observer: Observer, session: Session): Observer {
  return {
    ...observer,
    planned(plan) {
      observer.planned?.(plan);
      if (!SANDBOXED.has(plan.backend) || "maxBad" in plan.recipe.dataset.options) return;
      void session.io.giveUp?.(["ffi"]);
    },
  };
}

/** Says what a training would do and cost. */
async function estimate(
  request: Parameters<typeof dryRun>[0],
  observer: TerminalObserver,
  session: Session,
  json: boolean,
): Promise<number> {
  try {
    const result = await dryRun(request, observer);
    observer.end();
    if (json) session.json(result);
    else for (const line of dryRunLines(result, session)) session.line(line);
    return 0;
  } finally {
    observer.end();
  }
}

/** Trains, or goes on training, until the end or until asked to stop. */
export async function runTraining(options: TrainOptions, session: Session): Promise<number> {
  const { target, run, strategy, dataset, split, clusters, epochs, seed, set, maxBad } = options;
  const request = {
    target,
    run,
    keep: options.keep,
    from: options.from,
    labels: options.labels,
    augment: options.augment,
    failOnCollapse: options.failOnCollapse,
    runsFolder: foldersOf(session.io).runs,
    overrides: { strategy, dataset, split, clusters, epochs, seed, set, maxBad },
    place: placeOf(options, session.io),
  };
  const observer = observe(session, options.quiet, options.verbose);
  if (options.dryRun) return await estimate(request, observer, session, options.json);
  let saved = 0;
  const notice = "Stopping after this step and saving; once more stops at once.";
  try {
    const outcome = await stoppableWith(
      observer,
      session,
      notice,
      async (stop, observer) => {
        // Where the person has chosen the rights, and more of them than are needed.
        await session.io.giveUp?.(["net", "run"]);
        const watched = withoutNativeCode(observer, session);
        return await train(request, {
          ...watched,
          planned(plan) {
            saved = plan.doneSteps;
            watched.planned?.(plan);
          },
          saved: (step) => void (saved = step),
        }, stop);
      },
    );
    observer.end();
    const stopped = outcome.status === "stopped";
    if (options.json) {
      const { status, run, step, steps, seconds, plan } = outcome;
      const { backend, device, threads, samples } = plan;
      session.json({
        schemaVersion: 1,
        status,
        run,
        step,
        steps,
        seconds,
        recipe: plan.recipe.name,
        backend,
        device,
        threads,
        samples,
      });
    } else if (!stopped) {
      for (const line of trainingLines(outcome, session)) session.line(line);
    }
    if (stopped) {
      for (const line of stoppedLines(outcome, session)) session.note(line);
      return EXIT_CODES.stopped;
    }
    return 0;
  } catch (error) {
    throw withContinuation(error, saved, session);
  } finally {
    observer.end();
  }
}
