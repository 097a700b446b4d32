import { CrlcError } from "../../core/errors.ts";
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
  if (options.curve) return await runCurve(options, session);
  const { run, split, stage, step, noYardstick, corrected } = options;
  if (stage !== undefined && step !== undefined) throw cannotUse("--step", "--stage says when");
  const environment = environmentOf(options, session.io);
  await answer(
    options,
    session,
    (observer) =>
      evaluate(
        { run, split, stage, step, corrected, baseline: !noYardstick, environment },
        observer,
      ),
    (evaluation) => evaluationLines(evaluation, session),
  );
  return 0;
}

/** Scores the snapshots of a run and prints a line of each. */
async function runCurve(options: OptionsOf<typeof command>, session: Session): Promise<number> {
  const { run, split, stage, step } = options;
  if (options.corrected) {
    throw cannotUse("--corrected", "--curve shows clusters as they were found");
  }
  if (stage !== undefined) throw cannotUse("--stage", "--curve shows all stages");
  if (step !== undefined) throw cannotUse("--step", "--curve shows all steps there are");
  const { scoreCurve } = await import("../../results/scores/score_curve.ts");
  const { curveLines } = await import("./curve_lines.ts");
  await answer(
    options,
    session,
    async (observer) => {
      const curve = await scoreCurve(run, environmentOf(options, session.io), observer);
      if (split === undefined || split === curve.split) return curve;
      throw cannotUse("--split", `the snapshots of this run are of "${curve.split}"`);
    },
    (curve) => curveLines(curve, session),
  );
  return 0;
}

function cannotUse(option: string, why: string): CrlcError {
  return new CrlcError("usage", "BAD_USAGE", `Cannot use ${option}: ${why}`, {
    hint: `leave out ${option}`,
  });
}
