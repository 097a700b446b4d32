import type { RecipeOverrides, TrainRequest } from "../../run/api.ts";
import { dryRun } from "../../machine/dry_run.ts";
import { expectedCostOf } from "../../machine/expected_cost_of.ts";
import { train } from "../../run/train/train.ts";
import { CrlcError, EXIT_CODES } from "../../core/errors.ts";
import { folderOf } from "../process/variables.ts";
import { observe, type TerminalObserver } from "../terminal/observer.ts";
import { placeOf, type PlaceOptions } from "../place.ts";
import { dryRunLines } from "./lines/dry_run.ts";
import { stoppedLines, trainingLines } from "./lines/training.ts";
import type { Session } from "../session.ts";
import { counted, longDuration } from "../terminal/numbers.ts";
import { stoppableTraining } from "./stoppable_training.ts";

/** What `crlc train` is asked. */
export interface TrainOptions extends RecipeOverrides, PlaceOptions {
  readonly target?: string;
  readonly run?: string;
  readonly repeat?: string;
  readonly keep?: number;
  readonly from?: string;
  readonly labels?: string;
  readonly augment?: TrainRequest["augment"];
  readonly failOnCollapse: boolean;
  readonly tensorboard: boolean;
  readonly watch: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
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
  } catch (error) {
    observer.end();
    // What takes too much memory to be timed can still be reckoned.
    const tooLarge = error instanceof CrlcError && error.code === "OUT_OF_MEMORY";
    const cost = tooLarge ? await expectedCostOf(request) : undefined;
    if (cost) {
      session.note(
        `By arithmetic this takes about ${longDuration(cost.seconds)} on 2 cores (${
          counted(cost.steps, "step")
        }).`,
      );
    }
    throw error;
  } finally {
    observer.end();
  }
}

/** What a command about training asks of a run. */
export function trainRequestOf(options: TrainOptions, session: Session) {
  const { run, strategy, dataset, split, clusters, epochs, seed, set, maxBad, target } = options;
  if (target === undefined) throw missingRecipe();
  return {
    target,
    run,
    keep: options.keep,
    from: options.from,
    labels: options.labels,
    augment: options.augment,
    failOnCollapse: options.failOnCollapse,
    tensorboard: options.tensorboard,
    runsFolder: folderOf(session.io, "runs"),
    overrides: { strategy, dataset, split, clusters, epochs, seed, set, maxBad },
    place: placeOf(options, session.io),
  };
}

function missingRecipe(): CrlcError {
  return new CrlcError(
    "usage",
    "BAD_USAGE",
    "Cannot run crlc train: RECIPE must be given, and is missing",
    { hint: "crlc train --help explains it" },
  );
}

/** Trains, or goes on training, until the end or until asked to stop. */
export async function runTraining(options: TrainOptions, session: Session): Promise<number> {
  const request = trainRequestOf(options, session);
  const observer = observe(session, options.quiet, options.verbose);
  if (options.dryRun) return await estimate(request, observer, session, options.json);
  try {
    const outcome = await stoppableTraining(
      observer,
      session,
      (stop, observer) => train(request, observer, stop),
      options.watch,
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
  } finally {
    observer.end();
  }
}
