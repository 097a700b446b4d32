import { basename, extname, join } from "node:path";
import { writeDurably } from "../../run/folder/files.ts";
import type { Observer } from "../../run/api.ts";
import { type Spread, spread } from "../spread.ts";
import { sweep } from "../sweep.ts";
import type { SweepRun } from "../sweep_outcome.ts";
import { type AgainstPaper, againstPaper } from "./against_paper.ts";
import { type ClaimVerdict, judgeClaims } from "./claims.ts";
import { drawPlan } from "./draw_plan.ts";
import type { ReproduceManifest } from "./manifest.ts";
import {
  isDone,
  type PlannedRuns,
  planReproduction,
  type ReproduceRequest,
  sweepOf,
} from "./plan.ts";

const SCORES = ["acc", "nmi", "ari", "acc5", "error"] as const;
type Score = typeof SCORES[number];

/** What a variant reached on a set, beside what the paper reports. */
export interface ReproducedRow {
  readonly set: string;
  readonly variant: string;
  readonly runs: number;
  readonly scores: Readonly<Partial<Record<Score, Spread>>>;
  /** Of the paper's size only: a reduced run is not comparable. */
  readonly against?: readonly AgainstPaper[];
}

/** What `crlc reproduce --json` prints. */
export interface Reproduced {
  readonly schemaVersion: 1;
  readonly name: string;
  readonly about: string;
  readonly source: string;
  readonly size: "small" | "paper";
  readonly folder: string;
  readonly finished: boolean;
  readonly plan: readonly PlannedRuns[];
  /** Absent of a dry run. */
  readonly rows?: readonly ReproducedRow[];
  readonly claims?: readonly ClaimVerdict[];
  /** The figures, in the language of Vega-Lite, of each set. */
  readonly figures?: readonly string[];
  /** The same as SVG; none where the part that draws them is not installed. */
  readonly pictures?: readonly string[];
}

/**
 * Runs what is missing of a table, a figure or the claims, and says what came out by rules that were
 * fixed before. Begun again, it goes on.
 *
 * @param dry Whether nothing is run.
 */
export async function reproduce(
  request: ReproduceRequest,
  dry: boolean,
  observer: Observer,
  stop: AbortSignal,
): Promise<Reproduced> {
  const { manifest, plan } = await planReproduction(request);
  const { name, size, folder, environment } = request, { about, source } = manifest;
  const common = { schemaVersion: 1 as const, name, about, source, size, folder };
  if (dry) return { ...common, finished: plan.every(isDone), plan };
  const found = new Map<PlannedRuns, readonly SweepRun[]>();
  for (const own of plan) {
    observer.note(`${own.set}, ${own.variant}: ${own.recipe} ${own.settings.join(" ")}`.trimEnd());
    const { target, overrides } = sweepOf(manifest, request, own.variant, own.set);
    const { score } = manifest[size], { stage } = manifest.variants[own.variant];
    const { seeds, folder } = own;
    const asked = { target, overrides, grid: [], seeds, environment, folder, score, stage };
    const { finished, runs } = await sweep(asked, observer, stop);
    if (!finished) return { ...common, finished, plan: (await planReproduction(request)).plan };
    found.set(own, runs);
  }
  const short = shortOf(name);
  const rows = plan.map((own) => rowOf(own, found.get(own)!, manifest, size));
  const claims = await judgeClaims(manifest.claims, found, environment, observer);
  const drawn = await drawPlan(request, short, manifest.figures, found, observer);
  const outcome: Reproduced = {
    ...common,
    ...{ finished: true, plan: plan.map((own) => ({ ...own, done: own.seeds.length })) },
    ...{ rows, claims, ...drawn },
  };
  await writeDurably(outcomeFile(folder, name), `${JSON.stringify(outcome, null, 2)}\n`);
  return outcome;
}

/** Where a plan's outcome lies among the runs. */
export const outcomeFile = (folder: string, name: string) => join(folder, `${shortOf(name)}.json`);

const shortOf = (name: string) => basename(name, extname(name)).replace(/[^\w.-]+/g, "-");

function rowOf(
  { set, variant }: PlannedRuns,
  runs: readonly SweepRun[],
  { reported }: ReproduceManifest,
  size: "small" | "paper",
): ReproducedRow {
  const all = SCORES.map((key) => [key, spread(runs.flatMap((run) => run[key] ?? []))] as const);
  const scores = Object.fromEntries(all.filter(([, value]) => value));
  const paper = reported.find((one) => one.variant === variant && one.set === set);
  return {
    ...{ set, variant, runs: runs.length, scores },
    ...size === "paper" && paper && { against: againstPaper(scores, paper) },
  };
}
