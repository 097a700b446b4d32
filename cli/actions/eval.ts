import { evaluate } from "../../results/scores/evaluate.ts";
import { answer } from "../answer.ts";
import type { OptionsOf } from "../command.ts";
import type { evaluate as command } from "../commands/eval.ts";
import { environmentOf } from "../environment.ts";
import type { Session } from "../session.ts";
import { evaluationLines } from "./evaluation_lines.ts";

/** Scores a run and prints what is found. */
export async function runEvaluation(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  const { run, split, stage, noYardstick } = options;
  const environment = environmentOf(options, session.io);
  await answer(
    options,
    session,
    (observer) => evaluate({ run, split, stage, baseline: !noYardstick, environment }, observer),
    (evaluation) => evaluationLines(evaluation, session),
  );
  return 0;
}
