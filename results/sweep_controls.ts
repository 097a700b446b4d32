import { basename, dirname, join } from "node:path";
import type { Catalog } from "../run/parts/catalog.ts";
import { listIfThere } from "../run/folder/files.ts";
import { CONTROL, findControl, manifestOf } from "./scores/find_control.ts";
import type { SweepOutcome, SweepRun } from "./sweep_outcome.ts";

/**
 * What the labelled images alone give, for the runs of a sweep that were trained with labels: the
 * score of the control that has seen the same ones, of this sweep or of another beside it.
 *
 * @returns The runs, with `control` where it is known, and the recipe of the control where it is not.
 */
export async function withControls(
  { folder, target, runs }: Pick<SweepOutcome, "folder" | "target" | "runs">,
  catalog: Catalog,
): Promise<Pick<SweepOutcome, "runs" | "control">> {
  const beside = dirname(folder), folders = [folder];
  for (const { name, kind } of await listIfThere(beside).catch(() => [])) {
    if (kind !== "file" && name !== basename(folder)) folders.push(join(beside, name));
  }
  let missing = false;
  const told: SweepRun[] = [];
  for (const run of runs) {
    const manifest = run.split === undefined ? undefined : await manifestOf(run.run);
    const found = manifest && await findControl(run.run, manifest, run.split!, catalog, folders);
    missing ||= found !== undefined && found.acc === undefined;
    told.push(found?.acc === undefined ? run : { ...run, control: found.acc });
  }
  if (!missing) return { runs: told };
  const known = `${CONTROL}/${target.split("/").at(-1)}`;
  return { runs: told, control: await catalog.recipes.has(known) ? known : CONTROL };
}
