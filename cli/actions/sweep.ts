import { join } from "node:path";
import { shellLine } from "../../core/shell_line.ts";
import { CrlcError, EXIT_CODES } from "../../core/errors.ts";
import type { RecipeOverrides } from "../../run/api.ts";
import { sweep } from "../../results/sweep.ts";
import { folderOf } from "../process/variables.ts";
import { observe, stoppableWith } from "../terminal/observer.ts";
import { placeOf, type PlaceOptions } from "../place.ts";
import { sweepLines } from "./lines/sweep.ts";
import type { Session } from "../session.ts";

/** What `crlc sweep` is asked. */
export interface SweepOptions extends Omit<RecipeOverrides, "seed">, PlaceOptions {
  readonly target: string;
  readonly grid: readonly string[];
  readonly seeds: string;
  readonly run?: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** Most seeds a range may name. */
const MOST_SEEDS = 1000;

/**
 * Seeds as typed: `0,1,2`, `0-4`, or both mixed.
 *
 * @throws {CrlcError} `BAD_SEEDS`.
 */
export function seedsOf(text: string): number[] {
  const seeds = text.split(",").flatMap((part) => {
    const [, first, last = first] = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(part) ?? [];
    const from = Number(first), length = Number(last) - from + 1;
    if (first === undefined || Number(last) > 4294967295 || length < 1 || length > MOST_SEEDS) {
      throw new CrlcError(
        "usage",
        "BAD_SEEDS",
        `Cannot use --seeds: it must list whole numbers, and is "${text}"`,
        { hint: "for example --seeds 0,1,2 or --seeds 0-4" },
      );
    }
    return Array.from({ length }, (_, i) => from + i);
  });
  return [...new Set(seeds)];
}

/** Trains over a grid and prints mean and standard deviation of every cell. */
export async function runSweep(options: SweepOptions, session: Session): Promise<number> {
  const { target, grid, strategy, dataset, split, clusters, epochs, set, maxBad } = options;
  const name = target.replace(/[^\w.-]+/g, "-").replace(/^[-.]+/, "");
  const request = {
    target,
    grid,
    seeds: seedsOf(options.seeds),
    folder: options.run ?? join(folderOf(session.io, "runs"), `sweep-${name}`),
    overrides: { strategy, dataset, split, clusters, epochs, set, maxBad },
    place: placeOf(options, session.io),
  };
  const observer = observe(session, options.quiet, options.verbose);
  const notice = "Stopping after this step and saving; once more stops at once.";
  try {
    const outcome = await stoppableWith(
      observer,
      session,
      notice,
      (stop, observer) => sweep(request, observer, stop),
    );
    observer.end();
    if (options.json) session.json(outcome);
    else for (const line of sweepLines(outcome, session)) session.line(line);
    if (outcome.finished) return 0;
    session.note("Stopped and saved. To continue:");
    session.note(`  ${session.program} ${shellLine(session.args)}`);
    return EXIT_CODES.stopped;
  } finally {
    observer.end();
  }
}
