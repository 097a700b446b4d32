import * as v from "valibot";
import { readIfThere, writeDurably } from "./files.ts";
import { pathsOf } from "./run_folder.ts";

const findings = v.object({
  schemaVersion: v.literal(1),
  kmeans: v.optional(v.object({
    sameGroups: v.number(),
    silhouette: v.number(),
    silhouetteOfRun: v.number(),
    fittedOn: v.number(),
  })),
  duplicates: v.optional(v.object({ groups: v.number(), images: v.number() })),
  outliers: v.optional(v.number()),
});

/** What the features of a run's images show beside its clusters; no label is seen. */
export interface Findings {
  readonly schemaVersion: 1;
  /** k-means on the same features; absent where the strategy does not cluster, or is k-means. */
  readonly kmeans?: {
    /** Share of the images that are in the same groups, its groups matched to the run's. */
    readonly sameGroups: number;
    /** Mean silhouette of its groups, by cosine of the features. */
    readonly silhouette: number;
    /** That of the run's clusters. */
    readonly silhouetteOfRun: number;
    /** Images that it was fitted on, evenly spread. */
    readonly fittedOn: number;
  };
  /** Images that are nearly the same, as `duplicates.csv` has them; absent where nobody looked. */
  readonly duplicates?: { readonly groups: number; readonly images: number };
  /** Images that are unlike all others, as `outliers.csv` has them; absent where nobody looked. */
  readonly outliers?: number;
}

/** Writes a run's `features.json`. */
export async function writeFindings(run: string, found: Findings): Promise<void> {
  await writeDurably(pathsOf(run).findings, `${JSON.stringify(found, null, 2)}\n`);
}

/** What was found; nothing in runs on pixels and of older versions, or where the file is damaged. */
export async function readFindings(run: string): Promise<Findings | undefined> {
  try {
    const text = await readIfThere(pathsOf(run).findings);
    return text === undefined ? undefined : v.parse(findings, JSON.parse(text));
  } catch {
    return undefined;
  }
}
