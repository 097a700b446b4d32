import { dirname } from "node:path";
import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { nullSeparated, ofTrainedRuns, runFolder, valued } from "../flags.ts";
import { filePath } from "../values.ts";

export const outliers = defineCommand({
  name: "outliers",
  brief: "Find the pictures of a run that are unlike all others.",
  description:
    "Lists images that are much farther from their nearest others than images of the run usually " +
    "are, by the encoder's features that it learned from, or by those that it has learned. " +
    "Nothing is deleted or moved.",
  examples: [
    ["crlc outliers runs/photos", "the least alike first"],
    ["crlc outliers runs/photos -0 | xargs -0 ls -l", "for other programs"],
  ],
  options: object({
    run: runFolder,
    to: valued(["--to"], filePath("FILE", "file"), "Write them to this CSV file as well."),
    null: nullSeparated("Print the paths alone, each ended by a NUL."),
    ...ofTrainedRuns,
  }),
  permissions: {
    writes: "the run folder, the folder of `--to`, the cache folder",
    paths: ({ run, to }, folder) => [
      run,
      ...to === undefined ? [] : [dirname(to)],
      folder("cache"),
    ],
    native: "backend",
  },
});
