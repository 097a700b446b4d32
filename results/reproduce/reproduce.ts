import { join } from "node:path";
import { readIfThere, writeDurably } from "../../run/folder/files.ts";
import { pathsOf } from "../../run/folder/run_folder.ts";
import type { Observer } from "../../run/api.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import type { Environment } from "../../run/parts/environment.ts";
import { expectedCost } from "../../run/recipe/expected_cost.ts";
import type { RecipeOverrides } from "../../run/recipe/overrides.ts";
import { readRecipe } from "../../run/recipe/recipe.ts";
import { type Spread, spread } from "../spread.ts";
import { sweep } from "../sweep.ts";
import type { SweepRun } from "../sweep_outcome.ts";
import { readSweep } from "../sweep_summary.ts";
import { readReproduceManifest, type ReproduceManifest } from "./manifest.ts";
import { type AgainstPaper, againstPaper } from "./against_paper.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

export interface ReproduceRequest {
  /** A name of CRLC's paper, or a file. */
  readonly name: string;
  readonly size: "small" | "paper";
  /** Other data sets than the manifest's. */
  readonly sets?: readonly string[];
  readonly folder: string;
  readonly environment: Environment;
}

/** The runs of a variant on a set, with what they would take. */
export interface PlannedRuns {
  readonly set: string;
  readonly variant: string;
  readonly recipe: string;
  readonly settings: readonly string[];
  readonly seeds: readonly number[];
  /** Runs that are trained and scored. */
  readonly done: number;
  /** Of all its runs, on 2 cores; absent where the size of the set is not known. */
  readonly seconds?: number;
  readonly folder: string;
}

/** A sentence of the paper, and what the runs say of it. */
export interface ClaimVerdict extends Omit<Verdict, "verdict"> {
  readonly set: string;
  readonly says: string;
  readonly term: string;
  readonly verdict: Verdict["verdict"];
}

/** What a variant reached on a set, beside what the paper reports. */
export interface ReproducedRow {
  readonly set: string;
  readonly variant: string;
  readonly runs: number;
  readonly scores: Readonly<Partial<Record<"acc" | "nmi" | "ari" | "error", Spread>>>;
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
  /** The figure, in the language of Vega-Lite, one a set. */
  readonly figures?: readonly string[];
}

/**
 * What would be run, what it would take, and what is there already.
 *
 * @throws {CrlcError} what reading the manifest and its recipes throws.
 */
export async function planReproduction(
  { name, size, sets, folder, environment }: ReproduceRequest,
): Promise<{ manifest: ReproduceManifest; plan: PlannedRuns[] }> {
  const manifest = await readReproduceManifest(name), plan: PlannedRuns[] = [];
  const catalog = await openCatalog(environment.plugins), { seeds } = manifest[size];
  for (const set of sets ?? manifest[size].sets) {
    for (const [variant, { recipe, settings }] of Object.entries(manifest.variants)) {
      const target = `${recipe}/${set}`, own = folderOf(folder, set, variant);
      const resolved = await readRecipe(catalog, target, overridesOf(manifest, size, settings));
      const cost = await expectedCost(catalog, resolved);
      const there = (await readSweep(own))?.runs.filter(({ seed }) => seeds.includes(seed)) ?? [];
      plan.push({
        ...{ set, variant, recipe: target, settings, seeds, done: there.length },
        ...cost && { seconds: cost.seconds * seeds.length },
        folder: own,
      });
    }
  }
  return { manifest, plan };
}

const folderOf = (folder: string, set: string, variant: string) =>
  join(folder, `${set}_${variant.replace(/[^\w.=+-]+/g, "-")}`);

function overridesOf(
  manifest: ReproduceManifest,
  size: "small" | "paper",
  settings: readonly string[],
): RecipeOverrides {
  const { split, snapshots } = manifest[size];
  return { split, set: [...settings], ...snapshots && { snapshots: { every: snapshots } } };
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
    const { recipe: target, seeds, settings, folder } = own;
    const overrides = overridesOf(manifest, size, settings);
    const asked = { target, overrides, grid: [], seeds, environment, folder };
    const { finished, runs } = await sweep(asked, observer, stop);
    if (!finished) return { ...common, finished, plan: (await planReproduction(request)).plan };
    found.set(own, runs);
  }
  const rows = plan.map((own) => rowOf(own, found.get(own)!, manifest, size));
  const claims = await claimsOf(manifest, plan, found);
  const figures = await figuresOf(request, manifest, plan, observer);
  const outcome: Reproduced = {
    ...common,
    ...{ finished: true, plan: plan.map((own) => ({ ...own, done: own.seeds.length })) },
    ...{ rows, claims, figures },
  };
  await writeDurably(join(folder, "reproduced.json"), `${JSON.stringify(outcome, null, 2)}\n`);
  return outcome;
}

const isDone = ({ done, seeds }: PlannedRuns) => done === seeds.length;

function rowOf(
  { set, variant }: PlannedRuns,
  runs: readonly SweepRun[],
  { reported }: ReproduceManifest,
  size: "small" | "paper",
): ReproducedRow {
  const of = (key: "acc" | "nmi" | "ari" | "error") =>
    spread(runs.flatMap((run) => run[key] ?? []));
  const all = { acc: of("acc"), nmi: of("nmi"), ari: of("ari"), error: of("error") };
  const scores = Object.fromEntries(Object.entries(all).filter(([, value]) => value));
  const paper = reported.find((one) => one.variant === variant && one.set === set);
  return {
    ...{ set, variant, runs: runs.length, scores },
    ...size === "paper" && paper && { against: againstPaper(scores, paper) },
  };
}

/** Every claim on every set, by pairs of runs of the same seed; a run that failed counts as 0. */
async function claimsOf(
  { claims }: ReproduceManifest,
  plan: readonly PlannedRuns[],
  found: ReadonlyMap<PlannedRuns, readonly SweepRun[]>,
): Promise<ClaimVerdict[]> {
  const verdicts: ClaimVerdict[] = [];
  for (const set of new Set(plan.map(({ set }) => set))) {
    for (const { says, more, less, slack, term } of claims) {
      const [first, second] = [more, less].map((variant) =>
        found.get(plan.find((one) => one.set === set && one.variant === variant)!)!
      );
      const differences: number[] = [];
      for (const run of first) {
        const other = second.find(({ seed }) => seed === run.seed);
        if (!other) continue;
        const [a, b] = [await valueOf(run, term), await valueOf(other, term)];
        if (Number.isFinite(a - b)) differences.push(a - b);
      }
      if (differences.length < 2) continue;
      verdicts.push({ set, says, term: term ?? "acc", ...verdictOf(differences, slack) });
    }
  }
  return verdicts;
}

async function valueOf(run: SweepRun, term: string | undefined): Promise<number> {
  if (term === undefined) return run.failed ? 0 : run.acc ?? NaN;
  const lines = (await readIfThere(pathsOf(run.run).metrics) ?? "").split("\n").filter(Boolean);
  const values = [JSON.parse(lines.at(-1) ?? "{}").terms?.[term] ?? []].flat();
  return values.reduce((sum: number, value: number) => sum + value / values.length, 0) || NaN;
}

/** A figure a set, as a file that can be drawn, edited and opened elsewhere. */
async function figuresOf(
  { folder, environment }: ReproduceRequest,
  { figure: kind }: ReproduceManifest,
  plan: readonly PlannedRuns[],
  observer: Observer,
): Promise<string[]> {
  const { drawFigure } = await import("../figures/draw_figure.ts"), files: string[] = [];
  const alone = kind !== "curve" && kind !== "bars";
  for (const set of new Set(plan.map(({ set }) => set))) {
    const own = plan.filter((one) => one.set === set).map(({ folder }) => folder);
    const runs = alone ? [(await readSweep(own[0]))!.runs[0].run] : own;
    const file = join(folder, `${set}.vl.json`);
    await drawFigure({ kind, runs, file, options: {}, force: true, environment }, observer);
    files.push(file);
  }
  return files;
}
