import { CrlcError } from "../../../core/errors.ts";
import { shellLine } from "../../../core/shell_line.ts";
import { type DryRun, dryRun } from "../../../machine/dry_run.ts";
import { expectedCostOf } from "../../../machine/expected_cost_of.ts";
import { type UntimedDryRun, untimedDryRun } from "../../../machine/untimed_dry_run.ts";
import type { Recipe } from "../../../run/recipe/recipe.ts";
import type { Observer, TrainRequest } from "../../../run/api.ts";
import { answer, type Speaking } from "../../answer.ts";
import type { Session } from "../../session.ts";
import { nextLines } from "../../terminal/next_lines.ts";
import { count, counted, duration, longDuration } from "../../terminal/numbers.ts";
import { wrap } from "../../terminal/wrap.ts";

/** Says what a training would do and cost. */
export async function runDryRun(
  request: TrainRequest,
  options: Speaking,
  session: Session,
): Promise<number> {
  try {
    await answer(
      options,
      session,
      (observer) => dryRunOrReckoned(request, observer),
      (result) => result.timed ? dryRunLines(result, session) : untimedLines(result, session),
    );
    return 0;
  } catch (error) {
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
  }
}

/** A dry run; where the images are not there to be timed, what arithmetic says. */
async function dryRunOrReckoned(
  request: TrainRequest,
  observer: Observer,
): Promise<DryRun | UntimedDryRun> {
  try {
    return await dryRun(request, observer);
  } catch (error) {
    const missing = error instanceof CrlcError && error.code === "DATASET_MISSING";
    const reckoned = missing ? await untimedDryRun(request) : undefined;
    if (!missing || !reckoned) throw error;
    observer.note(`not timed: ${error.message}`);
    if (error.hint !== undefined) observer.note(`to train it: ${error.hint}`);
    return reckoned;
  }
}

/** The recipe, and the heading of what it would cost. */
function recipeLines(recipe: Recipe, session: Session): string[] {
  return [
    session.style("bold", `Recipe ${recipe.name}`),
    ...JSON.stringify(recipe, null, 2).split("\n"),
    "",
    session.style("bold", "What it would take"),
  ];
}

function untimedLines(result: UntimedDryRun, session: Session): string[] {
  const { recipe, stages, samples, steps, seconds } = result;
  const time = seconds === undefined
    ? ""
    : `; by arithmetic about ${longDuration(seconds)} on 2 cores with backend wasm`;
  return [
    ...recipeLines(recipe, session),
    `${counted(samples, "image")}, not timed: they are not here`,
    ...stages.map(stageLine),
    ...wrap(`${counted(steps, "step")}${time}.`, session.width),
    "Nothing was written.",
  ];
}

/** The recipe, then what it would cost. */
function dryRunLines(result: DryRun, session: Session): string[] {
  const { recipe, stages, samples, weights, backend, device, steps, seconds } = result;
  return [
    ...recipeLines(recipe, session),
    `${counted(samples, "image")}, ${counted(weights, "weight")}, on ${backend}: ${device}`,
    ...stages.map(stageLine),
    `About ${duration(seconds)} for ${counted(steps, "step")}, and ${
      count(Math.round(result.memoryBytes / 2 ** 20))
    } MiB of memory so far.`,
    result.keptImages
      ? "No run was written. The decoded images are kept for it: crlc datasets cache."
      : "Nothing was written.",
    "",
    ...nextLines([[
      `crlc ${shellLine(session.args.filter((word) => word !== "--dry-run"))}`,
      "train it",
    ]], session),
  ];
}

/** `cluster: 40 epochs, 4,040 steps of 0.2 s`, and how many of them are of the auxiliary split. */
function stageLine(
  { name, epochs, steps, millisecondsPerStep, auxiliary }: DryRun["stages"][number],
): string {
  if (steps === 1 && millisecondsPerStep === undefined) return `${name}: computed once, not timed`;
  const time = millisecondsPerStep === undefined
    ? ""
    : ` of ${duration(millisecondsPerStep / 1000)}`;
  const each = `${name}: ${counted(epochs, "epoch")}, ${counted(steps, "step")}${time}`;
  if (!auxiliary) return each;
  const images = `${counted(auxiliary.samples, "image")} of split "${auxiliary.split}"`;
  return `${each}; ${count(auxiliary.steps)} of them over ${images}, first in every epoch`;
}
