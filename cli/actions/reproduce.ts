import { join } from "node:path";
import { EXIT_CODES } from "../../core/errors.ts";
import { shellLine } from "../../core/shell_line.ts";
import { ALL } from "../../results/reproduce/names.ts";
import { planReproduction } from "../../results/reproduce/plan.ts";
import { reproduce, type Reproduced } from "../../results/reproduce/reproduce.ts";
import { reproduceAll } from "../../results/reproduce/reproduce_all.ts";
import { answer } from "../answer.ts";
import type { OptionsOf } from "../command.ts";
import type { reproduce as command } from "../commands/reproduce.ts";
import { environmentOf } from "../environment.ts";
import { folderOf } from "../process/variables.ts";
import type { Session } from "../session.ts";
import { stoppableWith } from "../terminal/observer.ts";
import { planLines, reproducedLines } from "./reproduced_lines.ts";

const NEVER = new AbortController().signal;

/** Runs what is missing of a table or a figure, and prints it beside the paper's. */
export async function runReproduce(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  const { name, size, sets, dryRun, run } = options;
  const folder = run ?? join(folderOf(session.io, "runs"), `reproduce-${size}`);
  const environment = environmentOf(options, session.io);
  const request = { name, size, sets: sets.length > 0 ? sets : undefined, folder, environment };
  const notice = "Stopping after this step and saving; once more stops at once.";
  const { finished }: Reproduced = await answer(
    options,
    session,
    async (observer) => {
      const run = name === ALL ? reproduceAll : reproduce;
      // Hours of work are told before they begin.
      const { plan } = name === ALL
        ? await reproduceAll(request, true, observer, NEVER)
        : await planReproduction(request);
      if (!dryRun) { for (const line of planLines(plan, session)) observer.note(line); }
      return await stoppableWith(
        observer,
        session,
        notice,
        (stop, observer) => run(request, dryRun, observer, stop),
        true,
      );
    },
    (outcome) => reproducedLines(outcome, session),
  );
  if (finished || dryRun) return 0;
  session.note("Stopped and saved. To continue:");
  session.note(`  ${session.program} ${shellLine(session.args)}`);
  return EXIT_CODES.stopped;
}
