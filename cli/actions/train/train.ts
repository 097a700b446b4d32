import type { Group } from "../../../core/group.ts";
import type { Environment } from "../../../run/parts/environment.ts";
import { CrlcError, EXIT_CODES } from "../../../core/errors.ts";
import { shellLine } from "../../../core/shell_line.ts";
import type { TrainOutcome } from "../../../run/api.ts";
import { train } from "../../../run/train/train.ts";
import type { OptionsOf } from "../../command.ts";
import type { train as command } from "../../commands/train.ts";
import type { Session } from "../../session.ts";
import { nextLines } from "../../terminal/next_lines.ts";
import { count, counted, duration } from "../../terminal/numbers.ts";
import { observe } from "../../terminal/observer.ts";
import { wrap } from "../../terminal/wrap.ts";
import { findingLines } from "../finding_lines.ts";
import { takenList } from "../taken_list.ts";
import { onRanks } from "./on_ranks.ts";
import { stoppableTraining } from "./stoppable_training.ts";
import { stoppedLines } from "./stopped_lines.ts";
import { trainRequest } from "./train_request.ts";
import { withEncoder } from "./with_encoder.ts";

/** Trains, or goes on training, until the end or until asked to stop. */
export async function runTrain(
  typed: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  return await onRanks(session, (group, session) => trainOn(group, typed, session));
}

async function trainOn(
  group: Group | undefined,
  typed: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  const options = typed.list === undefined ? typed : await withList(typed, typed.list, session);
  const { repeat, clusters, json } = options;
  if (group) requireTraining(options, group);
  if (repeat !== undefined) {
    const { runRepetition } = await import("./repeat.ts");
    return await runRepetition(repeat, options, session);
  }
  if (typeof clusters === "object") {
    return await (await import("./choose.ts")).runChoice(clusters, options, session);
  }
  const asked = trainRequest(options, clusters, session);
  const request = await withEncoder(
    group ? { ...asked, environment: await onGroup(asked.environment, group, session) } : asked,
    session,
    options.quiet,
  );
  if (options.dryRun) {
    return await (await import("./dry_run.ts")).runDryRun(request, options, session);
  }
  const observer = observe(session, options.quiet, options.verbose);
  try {
    const outcome = await stoppableTraining(
      observer,
      session,
      (stop, observer) => train(request, observer, stop),
      options.watch && (group?.rank ?? 0) === 0,
    );
    observer.end();
    const stopped = outcome.status === "stopped";
    if (json) session.json(summary(outcome));
    else if (!stopped) {
      for (const line of trainedLines(outcome, session)) session.line(line);
    }
    if (!stopped) return 0;
    for (const line of stoppedLines(outcome, session)) session.note(line);
    return EXIT_CODES.stopped;
  } finally {
    observer.end();
  }
}

/**
 * Makes sure that what ranks are to do together is a training.
 *
 * @throws {CrlcError} `RANKS_NOT_SUPPORTED`.
 */
function requireTraining(
  { repeat, clusters, dryRun }: OptionsOf<typeof command>,
  { size }: Group,
): void {
  const other = repeat !== undefined
    ? "--repeat"
    : typeof clusters === "object"
    ? "-k with a range"
    : dryRun
    ? "--dry-run"
    : undefined;
  if (other === undefined) return;
  throw new CrlcError(
    "usage",
    "RANKS_NOT_SUPPORTED",
    `Cannot use ${other} on ${size} ranks: only a training is shared by them`,
    { hint: "start it without mpirun or srun" },
  );
}

/** What a rank computes with: its share of the cores of its machine, where nothing is said. */
async function onGroup(
  environment: Environment,
  group: Group,
  { ranks }: Session,
): Promise<Environment> {
  const { coresOfRank } = await import("../../../machine/ranks/cores_of_rank.ts");
  const share = Math.min(coresOfRank(group), ranks?.cores ?? Infinity);
  return { ...environment, group, threads: environment.threads ?? share };
}

/** Puts a list in the place of what is trained. */
async function withList(
  options: OptionsOf<typeof command>,
  typed: string,
  session: Session,
): Promise<OptionsOf<typeof command>> {
  if (options.target !== undefined) {
    throw new CrlcError(
      "usage",
      "BAD_USAGE",
      `Cannot use --list: the list alone must say what is trained, and ${
        JSON.stringify(options.target)
      } is given as well`,
      { hint: "leave one of them out" },
    );
  }
  const { file, base } = await takenList(typed, session);
  return { ...options, list: file, target: base };
}

/** What `--json` prints. */
export function summary({ status, run, step, steps, seconds, plan, findings }: TrainOutcome) {
  const { backend, device, threads, samples, ranks } = plan;
  return {
    schemaVersion: 1,
    ...{ status, run, step, steps, seconds },
    recipe: plan.recipe.name,
    ...{ backend, device, threads, samples },
    ...ranks && { ranks: ranks.count, carrier: ranks.carrier },
    ...{ leftOut: plan.leftOut, passedOver: plan.passedOver },
    features: findings && findingsOf(findings),
  };
}

const findingsOf = ({ kmeans, duplicates, outliers }: NonNullable<TrainOutcome["findings"]>) => ({
  ...{ kmeans, duplicates, outliers },
});

/** What is printed at the end of a finished training. */
export function trainedLines(outcome: TrainOutcome, session: Session): string[] {
  const { run, steps, seconds, plan, status, findings } = outcome;
  const what = status === "unchanged"
    ? `Nothing to do: ${run} was finished before, after ${counted(steps, "step")}.`
    : `Trained ${plan.recipe.name}: ${plan.epochs > 0 ? `${counted(plan.epochs, "epoch")}, ` : ""}${
      counted(steps, "step")
    }, ${duration(seconds)}${plan.doneSteps > 0 ? ` since step ${count(plan.doneSteps)}` : ""}.`;
  return [
    session.style("bold", what),
    ...(status === "unchanged" ? [] : [`The run is in ${run}.`]),
    ...findingLines(findings).flatMap((line) => wrap(line, session.width)),
    "",
    ...nextLines([
      [`crlc eval ${shellLine([run])}`, "how good are the clusters?"],
      [`crlc report ${shellLine([run])}`, "a page to look at"],
      [`crlc neighbors ${shellLine([run])}`, "which images are most alike?"],
    ], session),
  ];
}
