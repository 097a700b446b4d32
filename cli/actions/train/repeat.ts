import { CrlcError, EXIT_CODES } from "../../../core/errors.ts";
import { repeatRun, type Repetition } from "../../../results/repeat.ts";
import type { OptionsOf } from "../../command.ts";
import type { train } from "../../commands/train.ts";
import { environmentOf } from "../../environment.ts";
import { repetitionFolder } from "../../repetition_folder.ts";
import type { Session } from "../../session.ts";
import { observe } from "../../terminal/observer.ts";
import { table } from "../../terminal/table.ts";
import { stoppableTraining } from "./stoppable_training.ts";
import { stoppedLines } from "./stopped_lines.ts";

/** Options that would make the repetition another run. */
const CHANGES = {
  target: "RECIPE",
  strategy: "--strategy",
  dataset: "--dataset",
  split: "--split",
  clusters: "-k",
  epochs: "--epochs",
  seed: "--seed",
  maxBad: "--max-bad",
  labels: "--labels",
  augment: "--augment",
} as const satisfies Partial<Record<keyof OptionsOf<typeof train>, string>>;

/** Makes a finished run again and says whether it has come out the same; 1 if it has not. */
export async function runRepetition(
  original: string,
  options: OptionsOf<typeof train>,
  session: Session,
): Promise<number> {
  requireNoChange(options);
  const { run = repetitionFolder(original), from, keep, json } = options;
  const { failOnCollapse, tensorboard } = options;
  const environment = environmentOf(options, session.io);
  const observer = observe(session, options.quiet, options.verbose);
  try {
    const { outcome, repetition } = await stoppableTraining(
      observer,
      session,
      (stop, observer) =>
        repeatRun(
          { original, run, environment, from, keep, failOnCollapse, tensorboard },
          observer,
          stop,
        ),
      options.watch,
    );
    observer.end();
    if (!repetition) {
      for (const line of stoppedLines(outcome, session)) session.note(line);
      return EXIT_CODES.stopped;
    }
    if (json) session.json(repetition);
    else for (const line of repetitionLines(repetition, session)) session.line(line);
    return repetition.equal ? 0 : EXIT_CODES.failed;
  } finally {
    observer.end();
  }
}

function repetitionLines({ original, run, equal, compared }: Repetition, session: Session) {
  const word = equal ? "comes out the same" : "comes out differently";
  const rows = compared.map(({ what, equal, difference = "" }) => [
    what,
    equal ? "equal" : "DIFFERS",
    difference,
  ]);
  return [
    session.style("bold", `${original}, repeated in ${run}, ${word}`),
    ...table([{}, {}, {}], rows, session.width),
  ];
}

function requireNoChange(options: OptionsOf<typeof train>): void {
  const changed = Object.entries(CHANGES)
    .find(([key]) => options[key as keyof typeof CHANGES] !== undefined)?.[1];
  const given = changed ?? (options.set.length > 0 ? "--set" : options.dryRun && "--dry-run");
  if (!given) return;
  throw new CrlcError(
    "usage",
    "BAD_USAGE",
    `Cannot use --repeat: the run alone must say what is trained, and ${given} is given as well`,
    { hint: "leave it out, or train without --repeat" },
  );
}
