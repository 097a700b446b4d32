import { dirname } from "node:path";
import { object } from "@optique/core/constructs";
import { withDefault } from "@optique/core/modifiers";
import { defineCommand } from "../command.ts";
import { ofTrainedRuns, required, someArguments, split, toggle, valued } from "../flags.ts";
import { filePath, oneOf, wholeNumber } from "../values.ts";

export const report = defineCommand({
  name: "report",
  brief: "Make one HTML page of what a run found.",
  description:
    "Writes one HTML file that opens from disk and asks the network for nothing: every group with " +
    "all of its pictures, to look through, name, merge, split and correct; doubles, strays and " +
    "doubtful ones; a map; then scores and curves, and how it was made. Corrections stay in the " +
    "browser until they are saved as names.json, for crlc names --edits. Of several runs the page " +
    "compares scores and clusters, and shows the images of the one chosen on it; runs on the " +
    "same images share the pictures. The page stays below 25 MB unless --picture asks for more.",
  examples: [
    ["crlc report runs/crlc-digits-seed0", "writes report.html into the run"],
    ["crlc report runs/a runs/b --to compared.html", "two runs side by side"],
    ["crlc report runs/sweep-crlc-digits", "a sweep: means over seeds"],
    ["crlc report runs/photos --picture 256 --no-links", "large pictures, to give away"],
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
    picture: valued(
      ["--picture"],
      wholeNumber("SIZE", { min: 16, max: 256 }),
      "Pixels a side of a picture, 256 at most; by how many there are, if absent.",
    ),
    noLinks: toggle(
      ["--no-links"],
      "Leave out the links from pictures to their files, whose paths a page to give away would show.",
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
