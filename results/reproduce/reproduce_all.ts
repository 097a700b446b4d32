import type { Observer } from "../../run/api.ts";
import { ALL, REPRODUCIBLE } from "./names.ts";
import type { PlannedRuns, ReproduceRequest } from "./plan.ts";
import { reproduce, type Reproduced } from "./reproduce.ts";

/**
 * Every table, figure and claim of CRLC's paper, one after the other. Runs that several need are in
 * the plan once.
 *
 * @param dry Whether nothing is run.
 */
export async function reproduceAll(
  request: Omit<ReproduceRequest, "name">,
  dry: boolean,
  observer: Observer,
  stop: AbortSignal,
): Promise<Reproduced> {
  const all: Reproduced[] = [];
  for (const name of REPRODUCIBLE) {
    if (!dry) observer.note(`== ${name}`);
    const one = await reproduce({ ...request, name }, dry, observer, stop);
    all.push(one);
    if (!dry && !one.finished) break;
  }
  const { size, folder } = request, finished = all.every(({ finished }) => finished);
  return {
    ...{ schemaVersion: 1, name: ALL, about: "every table, figure and claim", size, folder },
    ...{ source: "Do, Tran, Venkatesh, ICCV 2021", finished, plan: distinct(all) },
    ...!dry && finished && {
      rows: all.flatMap(({ name, rows = [] }) =>
        rows.map((row) => ({ ...row, variant: `${name}: ${row.variant}` }))
      ),
      claims: all.flatMap(({ name, claims = [] }) =>
        claims.map((claim) => ({ ...claim, says: `${name}: ${claim.says}` }))
      ),
      figures: all.flatMap(({ figures = [] }) => figures),
      pictures: all.flatMap(({ pictures = [] }) => pictures),
    },
  };
}

/** Each folder of runs once, with the plan that wants most of them. */
function distinct(all: readonly Reproduced[]): PlannedRuns[] {
  const most = new Map<string, PlannedRuns>();
  for (const own of all.flatMap(({ plan }) => plan)) {
    const known = most.get(own.folder);
    if (!known || known.seeds.length < own.seeds.length) most.set(own.folder, own);
  }
  return [...most.values()];
}
