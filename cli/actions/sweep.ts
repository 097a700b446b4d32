import { join } from "node:path";
import { CrlcError, EXIT_CODES } from "../../core/errors.ts";
import { shellLine } from "../../core/shell_line.ts";
import { SHARED } from "../../results/scores/find_control.ts";
import type { Spread } from "../../results/spread.ts";
import { cellsOf, sweep, type SweepRequest } from "../../results/sweep.ts";
import type { SweepOutcome } from "../../results/sweep_outcome.ts";
import { encoderFoldersIn } from "../../run/recipe/encoder.ts";
import { rehearse } from "../../run/train/rehearse.ts";
import { chooseEncoder } from "../../run/train/choose_encoder.ts";
import { answer } from "../answer.ts";
import type { OptionsOf } from "../command.ts";
import type { sweep as command } from "../commands/sweep.ts";
import { environmentOf } from "../environment.ts";
import { folderOf } from "../process/variables.ts";
import { shareOf } from "../share.ts";
import type { Session } from "../session.ts";
import { fetchIfMissing } from "./encoders/fetch_if_missing.ts";
import { stoppableWith } from "../terminal/observer.ts";
import { nextLines } from "../terminal/next_lines.ts";
import { type Column, table } from "../terminal/table.ts";
import { wrap } from "../terminal/wrap.ts";

/** Fetches the encoder that is named, in the process that may use the network. */
export async function bringForSweep(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<void> {
  const { encoder, plugins } = options, encoders = encoder === undefined ? [] : [encoder];
  await fetchIfMissing(encoders, options, session, async () => {
    const request = sweepRequest(options, session), { overrides } = request;
    for (const settings of cellsOf(request.grid)) {
      const set = [...overrides.set, ...settings];
      await rehearse({ ...request, overrides: { ...overrides, set }, encoders, plugins });
    }
  });
}

/**
 * What is asked for.
 *
 * @throws {CrlcError} `BAD_SEEDS`, `BAD_SHARE`.
 */
function sweepRequest(options: OptionsOf<typeof command>, session: Session): SweepRequest {
  const { target, grid, strategy, dataset, split, clusters, epochs, set, maxBad } = options;
  const { score, labels, from, snapshots: every, snapshotSplit, encoder } = options;
  const name = target.replace(/[^\w.-]+/g, "-").replace(/^[-.]+/, "");
  const environment = environmentOf(options, session.io);
  return {
    target,
    grid,
    seeds: seedsOf(options.seeds),
    folder: options.run ?? join(folderOf(session.io, "runs"), `sweep-${name}`),
    overrides: {
      ...{ strategy, dataset, split, clusters, epochs, set, maxBad },
      encoder: encoder === "none" ? undefined : encoder,
      encoderFolders: encoderFoldersIn(environment),
      snapshots: { every, split: snapshotSplit },
    },
    ...{ score, labels, from },
    share: shareOf(options.share, session.io),
    environment,
  };
}

/** Trains over a grid and prints mean and standard deviation of every cell. */
export async function runSweep(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  const { encoder } = options, request = sweepRequest(options, session);
  const { share } = request;
  if (share && !options.quiet) session.note(`share    ${share.index + 1} of ${share.of}`);
  if (encoder === undefined && !options.quiet) await tellEncoder(request, session);
  const notice = "Stopping after this step and saving; once more stops at once.";
  const { finished } = await answer(
    options,
    session,
    (observer) =>
      stoppableWith(
        observer,
        session,
        notice,
        (stop, observer) => sweep(request, observer, stop),
        true,
      ),
    (outcome) => sweepLines(outcome, controlCommand(outcome, options), session),
  );
  if (finished) return 0;
  session.note("Stopped and saved. To continue:");
  session.note(`  ${session.program} ${shellLine(session.args)}`);
  return EXIT_CODES.stopped;
}

/** Says of a folder that its runs learn from pixels, where one run of it would take an encoder. */
async function tellEncoder(request: SweepRequest, session: Session): Promise<void> {
  const choice = await chooseEncoder({ ...request, runsFolder: request.folder });
  if (choice.by !== "list") return;
  session.note(
    `encoder  none: ${choice.encoder} is there, and a sweep takes it only with --encoder ${choice.encoder}`,
  );
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

function plusMinus(value: Spread | undefined, runs: number, digits = 3): string {
  if (!value) return "-";
  const mean = value.mean.toFixed(digits);
  return runs > 1 ? `${mean} ± ${value.sd.toFixed(digits)}` : mean;
}

/** What is told of a cell, and how it is called. */
const TITLES = {
  acc: "ACC",
  nmi: "NMI",
  ari: "ARI",
  acc5: "ACC5",
  error: "error",
  oracleAcc: "oracle ACC",
  control: "labels alone",
  seconds: "seconds",
};
const SCORES = Object.keys(TITLES) as (keyof typeof TITLES)[];

/** The sweep of the control of runs with labels, where their scores cannot be set beside it yet. */
function controlCommand(
  { control, target }: SweepOutcome,
  { seeds, grid, epochs, set, labels, score }: OptionsOf<typeof command>,
): string | undefined {
  if (control === undefined) return undefined;
  const shared = (settings: readonly string[]) =>
    settings.filter((one) =>
      SHARED.some((key) => one.replace(/^options\./, "").startsWith(`${key}=`))
    );
  return [
    "crlc sweep",
    shellLine(control.includes("/") ? [control] : [target, "--strategy", control]),
  ]
    .concat(
      `--seeds ${seeds}`,
      ...shared(grid).map((one) => `--grid ${shellLine([one])}`),
      ...shared(set).map((one) => `--set ${shellLine([one])}`),
      ...epochs === undefined ? [] : [`--epochs ${epochs}`],
      ...labels === undefined ? [] : [`--labels ${shellLine([labels])}`],
      ...score === undefined ? [] : [`--score ${shellLine([score])}`],
    ).join(" ");
}

/** A line a cell. */
function sweepLines(
  { cells, folder, split }: SweepOutcome,
  control: string | undefined,
  session: Session,
): string[] {
  const shown = SCORES.filter((key) => cells.some((cell) => cell[key] !== undefined));
  const right = (title: string): Column => ({ title, align: "right" });
  const columns: Column[] = [
    { title: "settings" },
    ...["runs", ...shown.map((key) => TITLES[key])].map(right),
  ];
  const rows = cells.map((cell) => {
    const { settings, runs, failed } = cell, good = runs - failed;
    return [
      settings.join(" ") || "as the recipe",
      failed > 0 ? `${runs} (${failed} failed)` : String(runs),
      ...shown.map((key) => plusMinus(cell[key], good, key === "seconds" ? 1 : 3)),
    ];
  });
  const words =
    `Mean ± standard deviation over the seeds${
      split === undefined ? "" : `, scored on ${split}`
    }. ACC, NMI, ARI: of the head chosen without labels; oracle ACC: of the best head by label. ` +
    `The runs are in ${folder}, with summary.json and summary.csv.`;
  const alone = cells.some((cell) => cell.control !== undefined)
    ? " labels alone: ACC of strategy supervised on the same labelled images."
    : "";
  const next = nextLines([
    ...control === undefined ? [] : [
      [control, "what the labels alone give: without it these scores say little"] as const,
    ],
    [`crlc report ${shellLine([folder])}`, "a page to look at"],
    ...shown.includes("acc")
      ? [
        [
          `crlc figure bars ${shellLine([folder])} --to bars.svg`,
          "the scores, to be printed",
        ] as const,
      ]
      : [],
  ], session);
  return [
    ...table(columns, rows, session.width, (text) => session.style("bold", text)),
    "",
    ...wrap(words + alone, session.width).map((line) => session.style("dim", line)),
    "",
    ...next,
  ];
}
