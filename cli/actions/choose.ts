import { basename, join, resolve } from "node:path";
import { CrlcError, EXIT_CODES } from "../../core/errors.ts";
import { chooseClusters } from "../../results/choose_clusters/choose_clusters.ts";
import { observe } from "../terminal/observer.ts";
import { choiceLines } from "./lines/choice.ts";
import { stoppedLines } from "./lines/training.ts";
import type { Session } from "../session.ts";
import type { ClusterRange } from "../values.ts";
import { stoppableTraining } from "./stoppable_training.ts";
import { type TrainOptions, trainRequestOf } from "./train.ts";

/** Looks for the number of clusters, and tells a range with its reasons. */
export async function runChoice(
  options: TrainOptions,
  range: ClusterRange,
  session: Session,
): Promise<number> {
  if (options.dryRun) {
    throw new CrlcError(
      "usage",
      "BAD_USAGE",
      "Cannot use --dry-run: -k must be a number with it, and is a range",
      { hint: `-k ${range.high} is what would be trained` },
    );
  }
  const request = trainRequestOf(options, session);
  const name = basename(resolve(request.target)).replace(/\.json$/, "");
  // A run of its own: a later one with the number that was chosen is another.
  const run = request.run ??
    join(request.runsFolder, `${name}-k${range.low}-${range.high}-seed${options.seed ?? 0}`);
  const observer = observe(session, options.quiet, options.verbose);
  try {
    const result = await stoppableTraining(
      observer,
      session,
      (stop, observer) => chooseClusters({ ...request, run }, range, observer, stop),
      options.watch,
    );
    observer.end();
    if ("stopped" in result) {
      for (const line of stoppedLines(result.stopped, session)) session.note(line);
      return EXIT_CODES.stopped;
    }
    if (options.json) session.json(result.choice);
    else for (const line of choiceLines(result.choice, session)) session.line(line);
    return 0;
  } catch (error) {
    if (!(error instanceof CrlcError && error.code === "TOO_FEW_IMAGES")) throw error;
    const { kind, code, message } = error;
    throw new CrlcError(kind, code, message, {
      cause: error,
      hint: `give more images, or a range that ends at their number: -k ${range.low}..N`,
    });
  } finally {
    observer.end();
  }
}
