import { shellLine } from "../../../core/shell_line.ts";
import type { TrainOutcome } from "../../../run/api.ts";
import type { Session } from "../../session.ts";
import { count, counted, duration } from "../../terminal/numbers.ts";
import { nextLines } from "./next.ts";

/** What is printed at the end of a finished training. */
export function trainingLines(outcome: TrainOutcome, session: Session): string[] {
  const { run, steps, seconds, plan, status } = outcome;
  const what = status === "unchanged"
    ? `Nothing to do: ${run} was finished before, after ${counted(steps, "step")}.`
    : `Trained ${plan.recipe.name}: ${plan.epochs > 0 ? `${counted(plan.epochs, "epoch")}, ` : ""}${
      counted(steps, "step")
    }, ${duration(seconds)}${plan.doneSteps > 0 ? ` since step ${count(plan.doneSteps)}` : ""}.`;
  return [
    session.style("bold", what),
    ...(status === "unchanged" ? [] : [`The run is in ${run}.`]),
    "",
    ...nextLines([
      [`crlc eval ${shellLine([run])}`, "how good are the clusters?"],
      [`crlc report ${shellLine([run])}`, "a page to look at"],
      [`crlc neighbors ${shellLine([run])}`, "which images are most alike?"],
    ], session),
  ];
}

/** What is said when a person has asked to stop. */
export function stoppedLines(outcome: TrainOutcome, session: Session): string[] {
  const { step, steps } = outcome;
  return [
    `Stopped and saved after step ${count(step)} of ${count(steps)}. To continue:`,
    `  ${session.program} ${shellLine(session.args)}`,
  ];
}
