import { basename, join, resolve } from "node:path";
import { CrlcError, EXIT_CODES } from "../../../core/errors.ts";
import { shortName } from "../../../machine/encoder_places.ts";
import { shellLine } from "../../../core/shell_line.ts";
import {
  chooseClusters,
  type ClusterChoice,
} from "../../../results/choose_clusters/choose_clusters.ts";
import {
  chooseOnFeatures,
  type ClusterChoiceOnFeatures,
} from "../../../results/choose_clusters/choose_on_features.ts";
import type { OptionsOf } from "../../command.ts";
import type { train } from "../../commands/train.ts";
import type { Session } from "../../session.ts";
import { nextLines } from "../../terminal/next_lines.ts";
import { observe } from "../../terminal/observer.ts";
import { wrap } from "../../terminal/wrap.ts";
import type { ClusterRange } from "../../values.ts";
import { stoppableTraining } from "./stoppable_training.ts";
import { stoppedLines } from "./stopped_lines.ts";
import { trainRequest } from "./train_request.ts";
import { withEncoder } from "./with_encoder.ts";

/** Looks for the number of clusters, and tells a range with its reasons. */
export async function runChoice(
  range: ClusterRange,
  options: OptionsOf<typeof train>,
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
  const asked = trainRequest(options, undefined, session);
  const request = await withEncoder(asked, session, options.quiet);
  const { encoder } = request.overrides;
  const taken = typeof encoder === "object" && "digest" in encoder
    ? encoder.name
    : encoder === undefined
    ? undefined
    : [encoder].flat().map(shortName).join("+");
  const target = basename(resolve(request.target)).replace(/\.json$/, "");
  const name = taken === undefined ? target : `${target}-${taken}`;
  // Named by the range, so that a later run with the chosen number is another one.
  const run = request.run ??
    join(request.runsFolder, `${name}-k${range.low}-${range.high}-seed${options.seed ?? 0}`);
  const observer = observe(session, options.quiet, options.verbose);
  try {
    const result = await stoppableTraining(
      observer,
      session,
      async (stop, observer) => {
        // Features are there before anything is trained, and say it in seconds.
        const found = await chooseOnFeatures({ ...request, run }, range, observer, stop);
        if (found === "stopped") return found;
        if (found) return { choice: found };
        return await chooseClusters({ ...request, run }, range, observer, stop);
      },
      options.watch,
    );
    observer.end();
    if (result === "stopped") {
      session.note("Stopped; nothing was trained or written.");
      return EXIT_CODES.stopped;
    }
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

/** A range of numbers of clusters, what speaks for it, and what was looked at. */
export function choiceLines(
  choice: ClusterChoice | ClusterChoiceOnFeatures,
  session: Session,
): string[] {
  const { low, high, reasons } = choice;
  const range = low === high ? `${low}` : `${low} to ${high}`;
  const middle = Math.round((low + high) / 2);
  return [
    session.style("bold", `Probably ${range} clusters; no label was looked at.`),
    ...reasons.flatMap((reason) =>
      wrap(reason, session.width - 4).map((line, i) => (i === 0 ? "  - " : "    ") + line)
    ),
    ...wrap(
      "A hint, not a finding: look at the clusters of a few numbers in this range and around it.",
      session.width,
    ),
    "",
    ...candidateLines(choice),
    "",
    ...nextLines(
      [[`crlc ${shellLine(withClusters(session.args, middle))}`, "train with one of them"]],
      session,
    ),
  ];
}

/** A table of the numbers that were looked at. */
function candidateLines(choice: ClusterChoice | ClusterChoiceOnFeatures): string[] {
  const number = (value: number | undefined) => (value?.toFixed(3) ?? "-").padStart(11);
  const row = (k: number, ...values: (number | undefined)[]) =>
    `${`${k}`.padStart(4)} ${values.map(number).join("")}`;
  return "run" in choice
    ? [
      "   k  silhouette  stability   affinity",
      ...choice.candidates.map(({ k, silhouette, stability, affinity }) =>
        row(k, silhouette, stability, affinity)
      ),
    ]
    : [
      "   k  silhouette    linkage modularity",
      ...choice.candidates.map(({ k, silhouette, linkage, modularity }) =>
        row(k, silhouette, linkage, modularity)
      ),
    ];
}

/** The command line with a number of clusters in place of a range, and no `--run`. */
function withClusters(args: readonly string[], clusters: number): string[] {
  const replaced = (word: string | undefined) => word === "-k" || word === "--run";
  const kept = args.filter((word, i) =>
    !replaced(word) && !replaced(args[i - 1]) && !/^(-k|--run)=/.test(word)
  );
  return [...kept, "-k", String(clusters)];
}
