import { basename } from "node:path";
import { CrlcError } from "../core/errors.ts";
import { hashRecipe, openManifest, readManifest } from "../run/folder/run_folder.ts";
import type { SweepRun } from "./sweep_outcome.ts";
import { readSweep } from "./sweep_summary.ts";

/** A run among others: those of a cell differ by their seeds alone. */
export interface RunOfCell {
  readonly run: string;
  /** In short what the run's recipe is, such as `lambda2=1`. */
  readonly cell: string;
  readonly seed: number;
  /** In short what the run is, such as `lambda2=1, seed 0`. */
  readonly caption: string;
  /** What the sweep has scored, where it is one's. */
  readonly scored?: SweepRun;
}

/**
 * The runs that are named, those of a sweep in place of its folder. Runs that failed are left out.
 *
 * @param warn Is told what is left out.
 * @throws {CrlcError} `NO_SUCH_RUN`, `BAD_MANIFEST`, `BAD_SUMMARY`; `NO_RUNS` for a sweep without one.
 */
export async function runsOf(
  folders: readonly string[],
  warn: (text: string) => void,
): Promise<RunOfCell[]> {
  const sweeps = (await Promise.all(folders.map(isSweep))).filter(Boolean).length;
  const found: RunOfCell[] = [];
  for (const folder of folders) {
    const sweep = await isSweep(folder) ? await readSweep(folder) : undefined;
    if (sweep) {
      const failed = sweep.runs.filter((run) => run.failed !== undefined);
      if (failed.length > 0) warn(`${folder}: ${failed.length} runs that failed are left out`);
      const prefix = sweeps > 1 ? `${basename(folder)} ` : "";
      const good = sweep.runs.filter((run) => run.failed === undefined);
      if (good.length === 0) throw noRuns(folder);
      for (const scored of good) {
        const { settings, seed, run } = scored;
        const cell = prefix + (settings.join(" ") || "as the recipe");
        found.push({ run, cell, seed, caption: `${cell}, seed ${seed}`, scored });
      }
    } else found.push(await alone(folder));
  }
  return told(found);
}

/** Whether a folder is a sweep's, and no run. */
async function isSweep(folder: string): Promise<boolean> {
  return await readManifest(folder) === undefined && await readSweep(folder) !== undefined;
}

async function alone(run: string): Promise<RunOfCell> {
  const { recipe: { seed, name } } = await openManifest(run);
  return { run, cell: name, seed, caption: run };
}

/** Makes sure that runs of different recipes do not share a cell by having the same name. */
async function told(runs: readonly RunOfCell[]): Promise<RunOfCell[]> {
  const hashes = await Promise.all(runs.map(async ({ run, scored }) => {
    if (scored) return "";
    const { labels: _labels, ...recipe } = (await openManifest(run)).recipe;
    return hashRecipe({ ...recipe, seed: 0 });
  }));
  return runs.map((own, i) => {
    const others = runs.some((other, j) => other.cell === own.cell && hashes[j] !== hashes[i]);
    return others && !own.scored ? { ...own, cell: basename(own.run) } : own;
  });
}

function noRuns(folder: string): CrlcError {
  return new CrlcError(
    "usage",
    "NO_RUNS",
    `Cannot show the sweep "${folder}": one of its runs must have been scored, and none was`,
    { hint: "the same crlc sweep command goes on with it" },
  );
}
