import { join } from "node:path";
import { matrix } from "../search/matrix.ts";
import { nearestNeighbours } from "../search/knn.ts";
import { strays } from "../search/strays.ts";
import { unitRows } from "../search/unit_rows.ts";
import type { Observer } from "../run/api.ts";
import type { Environment } from "../run/parts/environment.ts";
import { backendMultiply } from "../run/parts/multiply.ts";
import { embed } from "./embed.ts";
import { openRun } from "./open_run.ts";
import { readLooked } from "./report/read_looked.ts";

/** Nearest others of an image, and how far out one is that is told; as training looks at features. */
const NEIGHBOURS = 5;
const FAR_OUT = 1;

/** What `crlc outliers --json` prints. */
export interface Outliers {
  readonly schemaVersion: 1;
  readonly run: string;
  /** Images that were compared. */
  readonly images: number;
  /** "encoder": the features that it learned from; "learned": those that it has learned itself. */
  readonly by: "encoder" | "learned";
  /** Images unlike all others, the least alike first. */
  readonly outliers: readonly {
    /** Its path; the name of an image that has no file. */
    readonly path: string;
    /** Mean cosine to its five nearest others; absent where `outliers.csv` was taken. */
    readonly cosine?: number;
  }[];
}

/**
 * Finds the images of a run that are unlike all others: those of its `outliers.csv`, where it learned
 * from an encoder's features, and else by the features that it has learned.
 */
export async function findOutliers(
  run: string,
  environment: Environment,
  observer: Observer,
): Promise<Outliers> {
  await using opened = await openRun(run, environment, observer);
  await using dataset = await opened.openSplit();
  const root = dataset.remarks?.root;
  const pathOf = (name: string) => root === undefined ? name : join(root, name);
  const common = { schemaVersion: 1, run, images: dataset.length } as const;
  const { strays: known, straysByEncoder } = await readLooked(run, root);
  if (known && straysByEncoder) {
    return { ...common, by: "encoder", outliers: known.map((name) => ({ path: pathOf(name) })) };
  }
  const { features, featureSize } = await embed(opened, dataset, observer);
  const points = unitRows(matrix(features, featureSize));
  using multiply = backendMultiply();
  const near = await nearestNeighbours(points, points, NEIGHBOURS, {
    excludeSelf: true,
    multiply,
    onProgress: (done) => observer.progress("searching neighbours", done, points.rows),
  });
  const outliers = strays(near, FAR_OUT).strays.map(({ row, nearness }) => ({
    path: pathOf(dataset.name(row)),
    cosine: nearness,
  }));
  return { ...common, by: "learned", outliers };
}
