import { basename } from "node:path";
import { openManifest } from "../../run/folder/run_folder.ts";
import type { RunOfCell } from "../runs_of.ts";

/** What runs are of, in a line. */
export async function aboutRuns(runs: readonly RunOfCell[], split?: string): Promise<string> {
  const manifests = await Promise.all(runs.map(({ run }) => openManifest(run)));
  const sets = manifests.map(({ recipe: { dataset }, data }) => {
    const trained = split === undefined || split === dataset.split;
    const images = trained ? `, ${data.samples.toLocaleString("en-GB")} images` : "";
    return `${dataset.name} (${split ?? dataset.split})${images}`;
  });
  const seeds = [...Map.groupBy(runs, ({ cell }) => cell).values()].map(({ length }) => length);
  const [fewest, most] = [Math.min(...seeds), Math.max(...seeds)];
  const n = fewest === most ? `${most}` : `${fewest} to ${most}`;
  const spread = most > 1 ? "; mean ± standard deviation" : "";
  return `${[...new Set(sets)].join("; ")}; n = ${n} ${most === 1 ? "seed" : "seeds"}${spread}`;
}

export const percent = (score: string) => `${score} (%)`;

/** What a run is called in a figure: of a sweep its settings and seed, else its folder's name. */
export const shortOf = ({ run, caption, scored }: RunOfCell): string =>
  scored ? caption : basename(run);
