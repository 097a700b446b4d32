import { dirname } from "node:path";
import { object } from "@optique/core/constructs";
import { withDefault } from "@optique/core/modifiers";
import { defineCommand } from "../command.ts";
import { ofTrainedRuns, required, someArguments, split, valued } from "../flags.ts";
import { filePath, oneOf, wholeNumber } from "../values.ts";

export const report = defineCommand({
  name: "report",
  brief: "Make one HTML page of what a run found.",
  description:
    "Writes one HTML file that opens from disk and asks the network for nothing: scores and " +
    "curves, clusters with their most and least confident images, success and failure where " +
    "classes are known, a map with neighbours, and how it was made. Of several runs the page " +
    "compares scores and clusters, and shows the images of the one chosen on it; runs on the " +
    "same images share the pictures, and the page stays below 25 MB.",
  examples: [
    ["crlc report runs/crlc-digits-seed0", "writes report.html into the run"],
    ["crlc report runs/a runs/b --to compared.html", "two runs side by side"],
    ["crlc report runs/sweep-crlc-digits", "a sweep: means over seeds"],
  ],
  options: object({
    runs: someArguments(
      filePath("RUN", "directory"),
      "Run folders, or those of sweeps; the page shows one run at a time, and compares all.",
    ),
    to: valued(["--to"], filePath("FILE", "file"), "The page, instead of report.html in the run."),
    split,
    map: withDefault(
      required(["--map"], oneOf("KIND", ["pca", "umap"]), "Map of features; pca by default."),
      "pca" as const,
    ),
    images: withDefault(
      required(
        ["--images"],
        wholeNumber("N", { min: 1, max: 60_000 }),
        "Images drawn at most; 20000 by default.",
      ),
      20_000,
    ),
    ...ofTrainedRuns,
  }),
  permissions: {
    writes: "the run folders, the folder of `--to`, the cache folder",
    paths: ({ runs, to }, folder) => [
      ...runs,
      ...(to === undefined ? [] : [dirname(to)]),
      folder("cache"),
    ],
    native: "backend",
  },
});
