import { join } from "node:path";
import { findPart } from "../../parts/find_part.ts";
import type { Observer } from "../../run/api.ts";
import type { RunOfCell } from "../runs_of.ts";
import type { SweepRun } from "../sweep_outcome.ts";
import type { ReproduceManifest } from "./manifest.ts";
import type { PlannedRuns, ReproduceRequest } from "./plan.ts";

type PlannedFigure = ReproduceManifest["figures"][number];

/**
 * Draws the figures of a plan, one of each for a set, as files that can be edited and opened elsewhere,
 * and as pictures where what draws them is installed.
 *
 * @param short What the files begin with.
 * @returns Their paths.
 */
export async function drawPlan(
  { folder, environment }: ReproduceRequest,
  short: string,
  figures: readonly PlannedFigure[],
  found: ReadonlyMap<PlannedRuns, readonly SweepRun[]>,
  observer: Observer,
): Promise<{ figures: string[]; pictures: string[] }> {
  const { KINDS, writeFigure } = await import("../figures/draw_figure.ts");
  const drawn = { figures: [] as string[], pictures: [] as string[] };
  const pictured = findPart("vega") !== undefined;
  const draw = async (figure: PlannedFigure, runs: readonly RunOfCell[], set?: string) => {
    const { kind, term, by, map } = figure;
    const words = [short, set, kind, term, map].filter((word) => word !== undefined);
    const name = join(folder, words.join("-")), options = { term, by, map };
    const { spec } = await (await KINDS[kind].load())({ runs, environment, observer, options });
    await writeFigure(`${name}.vl.json`, spec);
    drawn.figures.push(`${name}.vl.json`);
    if (!pictured) return;
    await writeFigure(`${name}.svg`, spec);
    drawn.pictures.push(`${name}.svg`);
  };
  const sets = new Set([...found.keys()].map(({ set }) => set));
  for (const figure of figures) {
    const { runs: wanted } = KINDS[figure.kind];
    if (wanted === "none") await draw(figure, []);
    for (const set of wanted === "none" ? [] : sets) {
      const runs = [...found].flatMap(([own, runs]) => {
        const drawn = figure.variants?.includes(own.variant) ?? true;
        return own.set === set && drawn ? runs.flatMap((run) => cellOf(own.variant, run)) : [];
      });
      // A map is of a run a variant, whose features the others' do not share.
      const first = figure.kind === "maps"
        ? [...Map.groupBy(runs, ({ cell }) => cell).values()].map(([one]) => one)
        : runs;
      await draw(figure, wanted === "one" ? runs.slice(0, 1) : first, set);
    }
  }
  return drawn;
}

/** A run under the name of its variant; one that failed has nothing to draw. */
function cellOf(variant: string, scored: SweepRun): RunOfCell[] {
  if (scored.failed !== undefined) return [];
  const { run, seed } = scored;
  return [{ run, cell: variant, seed, caption: `${variant}, seed ${seed}`, scored }];
}
