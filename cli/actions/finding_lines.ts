import type { TrainOutcome } from "../../run/api.ts";
import { counted } from "../terminal/numbers.ts";

/** What the features of a run show beside its clusters, in a line each. */
export function findingLines(findings: TrainOutcome["findings"]): string[] {
  const { kmeans, duplicates, outliers } = findings ?? {};
  return [
    ...kmeans
      ? [
        `k-means on the same features puts ${
          Math.round(kmeans.sameGroups * 100)
        } of 100 images into the same groups (silhouette ${kmeans.silhouette.toFixed(3)}, here ${
          kmeans.silhouetteOfRun.toFixed(3)
        }).`,
      ]
      : [],
    ...duplicates?.images
      ? [
        `${counted(duplicates.images, "image")} in ${
          counted(duplicates.groups, "group")
        } are nearly the same: duplicates.csv`,
      ]
      : [],
    ...outliers ? [`${counted(outliers, "image")} unlike all others: outliers.csv`] : [],
  ];
}
