import { join } from "node:path";
import { CrlcError } from "../core/errors.ts";
import { checkSplit } from "../datasets/check_split.ts";
import type { Observer } from "../run/api.ts";
import type { RecipeOverrides } from "../run/recipe/overrides.ts";
import type { Environment } from "../run/parts/environment.ts";
import { type Catalog, openCatalog } from "../run/parts/catalog.ts";
import { manifestOf } from "./scores/find_control.ts";
import { evaluate } from "./scores/evaluate.ts";
import { readIfThere, writeDurably } from "../run/folder/files.ts";
import { differentBackends } from "../run/parts/different_backends.ts";
import { readRecipe } from "../run/recipe/recipe.ts";
import { splitsOf } from "../run/recipe/splits_of.ts";
import { pathsOf } from "../run/folder/run_folder.ts";
import { train } from "../run/train/train.ts";
import { spread } from "./spread.ts";
import type { SweepCell, SweepOutcome, SweepRun } from "./sweep_outcome.ts";
import { withControls } from "./sweep_controls.ts";
import { writeSummary } from "./sweep_summary.ts";

export interface SweepRequest {
  /** A recipe's name, a recipe file, or a folder of images. */
  readonly target: string;
  readonly overrides: RecipeOverrides;
  /** `key=value,value` as typed; every combination is a cell of the grid. */
  readonly grid: readonly string[];
  readonly seeds: readonly number[];
  readonly environment: Environment;
  /** Where the runs of the sweep lie. */
  readonly folder: string;
  /** The split that is scored; the first that `crlc eval` scores if absent. */
  readonly score?: string;
  /** The end of which stage is scored; that of the run if absent. */
  readonly stage?: string;
  /** A file of labels that every run is given, whatever its seed. */
  readonly labels?: string;
  /** A finished run that every run begins with. */
  readonly from?: string;
  /**
   * Which of the runs this process does: each `of`-th, from the one numbered `index`, from 0; all if
   * absent. Another call, without a share, finds them done and writes the summary.
   */
  readonly share?: { readonly index: number; readonly of: number };
}

/**
 * The cells of a grid, each a list of `key=value`. A value that is given twice counts once: its runs
 * would else be counted twice.
 *
 * @throws {CrlcError} `BAD_GRID` for a key without values, or given twice.
 */
export function cellsOf(grid: readonly string[]): string[][] {
  const keys = new Set<string>();
  return grid.reduce<string[][]>((cells, text) => {
    const equals = text.indexOf("="), key = text.slice(0, Math.max(0, equals)).trim();
    const values = equals < 0 ? [] : splitValues(text.slice(equals + 1));
    if (key === "" || values.length === 0 || values.includes("") || keys.has(key)) {
      throw new CrlcError(
        "usage",
        "BAD_GRID",
        `Cannot sweep "${text}": it must read key=value,value, each key once`,
        { hint: "for example --grid lambda1=0,1,2" },
      );
    }
    keys.add(key);
    const each = [...new Set(values)];
    return cells.flatMap((cell) => each.map((value) => [...cell, `${key}=${value}`]));
  }, [[]]);
}

/** Values between commas; commas within JSON lists and objects do not count. */
function splitValues(text: string): string[] {
  try {
    return (JSON.parse(`[${text}]`) as unknown[]).map((value) => JSON.stringify(value));
  } catch {
    return text.split(",").map((value) => value.trim());
  }
}

/**
 * Trains and scores a recipe for every cell of a grid and every seed. Begun again, it goes on with
 * what is missing.
 *
 * @param stop When aborted, the run at hand is saved; the outcome is then not finished.
 * @throws {CrlcError} of every kind but what a single run may meet, such as a loss that is no
 *   number: that is noted, and the sweep goes on.
 */
export async function sweep(
  request: SweepRequest,
  observer: Observer,
  stop: AbortSignal,
): Promise<SweepOutcome> {
  const cells = cellsOf(request.grid), runs: SweepRun[] = [];
  const outcome = async (finished: boolean): Promise<SweepOutcome> => {
    const { folder, target } = request;
    const split = runs.find((run) => run.split !== undefined)?.split;
    const told = await withControls({ folder, target, runs }, catalog);
    const of = cells.map((settings) => summary(settings, told.runs));
    const all: SweepOutcome = {
      ...{ schemaVersion: 1, folder, finished, target, ...split !== undefined && { split } },
      ...{ cells: of, ...told },
    };
    // Of a share it would not be of all, and others would write theirs over it.
    if (!request.share) await writeSummary(all);
    return all;
  };
  const catalog = await openCatalog(request.environment.plugins);
  await requireCells(request, cells, catalog);
  const total = cells.length * request.seeds.length, { index, of } = request.share ?? ALL;
  let number = -1;
  for (const settings of cells) {
    for (const seed of request.seeds) {
      if (++number % of !== index) continue;
      observer.note(`run ${number + 1}/${total}: ${[...settings, `seed ${seed}`].join(", ")}`);
      const done = await oneRun(request, settings, seed, observer, stop);
      if (!done) return await outcome(false);
      runs.push(done);
      // Now, so that it is there however the sweep ends.
      await outcome(false);
    }
  }
  const mixed = differentBackends("These runs were trained", await backendsOf(runs));
  if (mixed !== undefined) observer.warn(mixed);
  return await outcome(true);
}

/** The backends that runs were trained on, by name. */
async function backendsOf(runs: readonly SweepRun[]): Promise<string[]> {
  const manifests = await Promise.all(runs.map(({ run }) => manifestOf(run)));
  const names = manifests.flatMap((of) => of?.sessions.map(({ backend }) => backend) ?? []);
  return [...new Set(names)].sort();
}

const ALL = { index: 0, of: 1 };

/** Refuses what the last cell would be refused for before the first one is trained. */
async function requireCells(
  { target, overrides, score }: SweepRequest,
  cells: readonly (readonly string[])[],
  catalog: Catalog,
): Promise<void> {
  for (const settings of cells) {
    const set = [...overrides.set, ...settings];
    const { dataset } = await readRecipe(catalog, target, { ...overrides, set });
    if (score === undefined || score === dataset.split) continue;
    const plugin = await catalog.datasets.get(dataset.name);
    checkSplit(score, await splitsOf(plugin, dataset.options), dataset.name);
  }
}

/** What a run of a sweep is called. */
const nameOf = (settings: readonly string[], seed: number) =>
  [...settings, `seed${seed}`].join("_").replace(/[^\w.=+-]+/g, "-");

/** Where the scores of a run are kept, beside the run's folder. */
export function scoredFile(
  folder: string,
  settings: readonly string[],
  seed: number,
  stage?: string,
): string {
  const at = stage === undefined ? "" : `_${stage.replace(/[^\w.-]+/g, "-")}`;
  return join(folder, `${nameOf(settings, seed)}${at}.json`);
}

/** Trains and scores one run, unless that has been done; nothing if it was stopped. */
async function oneRun(
  { target, overrides, environment, folder, score, stage, labels, from }: SweepRequest,
  settings: readonly string[],
  seed: number,
  observer: Observer,
  stop: AbortSignal,
): Promise<SweepRun | undefined> {
  const run = join(folder, nameOf(settings, seed));
  const kept = scoredFile(folder, settings, seed, stage);
  const known = await readIfThere(kept);
  const set = [...overrides.set, ...settings];
  const request = {
    target,
    overrides: { ...overrides, seed, set },
    environment,
    run,
    runsFolder: folder,
    ...{ labels, from },
  };
  const common = { settings, seed, run };
  let result: SweepRun;
  try {
    // Asked even where scores are kept: it refuses a folder of another recipe, and is quick.
    const { status } = await train(request, observer, stop);
    if (status === "stopped") return undefined;
    const { asked, ...before }: Partial<SweepRun> & { asked?: string } = JSON.parse(known ?? "{}");
    // Where no split is asked for, one that was asked for earlier is not the one that others get.
    const same = before.split !== undefined && (score ?? before.split) === before.split &&
      (score !== undefined || asked === undefined);
    if (status === "unchanged" && same) return { seconds: 0, ...before, ...common };
    const { selected, oracle, split } = await evaluate(
      { run, environment, baseline: false, brief: true, split: score, stage },
      observer,
    );
    const { acc, nmi, ari, acc5, error } = selected, seconds = await secondsOf(run);
    const scores = { acc, nmi, ari, acc5, error, oracleAcc: oracle?.acc, split, seconds };
    result = { ...common, ...scores };
  } catch (error) {
    if (!(error instanceof CrlcError) || error.kind !== "failed") throw error;
    observer.warn(error.message);
    result = { ...common, failed: error.code, seconds: 0 };
  }
  await writeDurably(kept, `${JSON.stringify({ ...result, asked: score })}\n`);
  return result;
}

/** Seconds that the epochs of a run took, however often it was stopped between them. */
async function secondsOf(run: string): Promise<number> {
  const lines = (await readIfThere(pathsOf(run).metrics) ?? "").split("\n").filter(Boolean);
  return lines.reduce((sum, line) => sum + JSON.parse(line).seconds, 0);
}

function summary(settings: readonly string[], all: readonly SweepRun[]): SweepCell {
  const own = all.filter((run) => run.settings.join() === settings.join());
  const good = own.filter(({ failed }) => failed === undefined);
  const of = (
    key: "acc" | "nmi" | "ari" | "acc5" | "error" | "oracleAcc" | "control" | "seconds",
  ) => spread(good.flatMap((run) => run[key] ?? []));
  return {
    settings,
    runs: own.length,
    failed: own.length - good.length,
    acc: of("acc"),
    nmi: of("nmi"),
    ari: of("ari"),
    acc5: of("acc5"),
    error: of("error"),
    oracleAcc: of("oracleAcc"),
    control: of("control"),
    seconds: of("seconds"),
  };
}
