import { shellLine } from "../../../core/shell_line.ts";
import type { TrainOutcome } from "../../../run/api.ts";
import type { Session } from "../../session.ts";
import { count } from "../../terminal/numbers.ts";

/** The lines that answer a person's request to stop. */
export function stoppedLines(outcome: TrainOutcome, session: Session): string[] {
  const { step, steps } = outcome;
  return [
    `Stopped and saved after step ${count(step)} of ${count(steps)}. To continue:`,
    `  ${session.program} ${shellLine(session.args)}`,
  ];
}
