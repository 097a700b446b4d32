import { join } from "node:path";
import { readIfThere } from "../../run/folder/files.ts";
import { hashRecipe } from "../../run/folder/run_folder.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import type { Environment } from "../../run/parts/environment.ts";
import { encoderFoldersIn } from "../../run/recipe/encoder.ts";
import { expectedCost } from "../../run/recipe/expected_cost.ts";
import type { RecipeOverrides } from "../../run/recipe/overrides.ts";
import { readRecipe } from "../../run/recipe/recipe.ts";
import { scoredFile } from "../sweep.ts";
import { readReproduceManifest, type ReproduceManifest } from "./manifest.ts";

export interface ReproduceRequest {
  /** A name of CRLC's paper, or a file. */
  readonly name: string;
  readonly size: "small" | "paper";
  /** Other data sets than the manifest's. */
  readonly sets?: readonly string[];
  /** Of all runs: plans that need the same ones share them. */
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

/**
 * What would be run, what it would take, and what is there already. Runs of one recipe have one
 * folder, whichever plan asked for them first.
 *
 * @throws {CrlcError} what reading the manifest and its recipes throws.
 */
export async function planReproduction(
  { name, size, sets, folder, environment }: ReproduceRequest,
): Promise<{ manifest: ReproduceManifest; plan: PlannedRuns[] }> {
  const manifest = await readReproduceManifest(name), plan: PlannedRuns[] = [];
  const catalog = await openCatalog(environment.plugins), { seeds } = manifest[size];
  for (const set of sets ?? manifest[size].sets) {
    for (const variant of Object.keys(manifest.variants)) {
      if (manifest.variants[variant].on[set] === null) continue;
      const { target, overrides } = sweepOf(manifest, { size, environment }, variant, set);
      const resolved = await readRecipe(catalog, target, overrides);
      const cost = await expectedCost(catalog, resolved);
      const hash = hashRecipe({ ...resolved, seed: 0 }).slice(0, 8);
      const runs = join(folder, `${target.replace(/[^\w.-]+/g, "-")}_${hash}`);
      const { stage } = manifest.variants[variant];
      const there = await Promise.all(
        seeds.map((seed) => readIfThere(scoredFile(runs, [], seed, stage))),
      );
      plan.push({
        ...{ set, variant, recipe: target, settings: overrides.set, seeds },
        done: there.filter((text) => text !== undefined).length,
        ...cost && { seconds: cost.seconds * seeds.length },
        folder: runs,
      });
    }
  }
  return { manifest, plan };
}

/** What a variant trains on a set: the size's settings for its recipe come before its own. */
export function sweepOf(
  manifest: ReproduceManifest,
  { size, environment }: Pick<ReproduceRequest, "size" | "environment">,
  variant: string,
  set: string,
): { target: string; overrides: RecipeOverrides } {
  const { recipe, settings, encoder, split: ownSplit, on } = manifest.variants[variant];
  const { split = undefined, snapshots, settings: common } = manifest[size];
  return {
    target: on[set] ?? `${recipe}/${set}`,
    overrides: {
      ...{ split: ownSplit ?? split, encoder, encoderFolders: encoderFoldersIn(environment) },
      set: [...common[recipe] ?? [], ...settings],
      ...snapshots && { snapshots: { every: snapshots } },
    },
  };
}

export const isDone = ({ done, seeds }: PlannedRuns) => done === seeds.length;
