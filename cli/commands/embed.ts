import { dirname } from "node:path";
import { object } from "@optique/core/constructs";
import { optional } from "@optique/core/modifiers";
import { defineCommand } from "../command.ts";
import { argument, list, ofRuns, overrides, required, toggle, valued } from "../flags.ts";
import { encoderName, filePath, recipeOrPath, text } from "../values.ts";

export const embed = defineCommand({
  name: "embed",
  brief: "Write the features of pictures, for crlc or any other program.",
  description:
    "Writes a row of numbers a picture, as an encoder gives them, with the names of the rows " +
    "beside or within. What was computed is kept: a call that was stopped goes on, and train uses " +
    "it. Pictures that cannot be read are named and left out.",
  examples: [
    ["crlc embed ./photos --encoder dinov2-small --to photos.npy", "and photos.jsonl"],
    ["crlc embed ./photos --to photos.npy --share 1/4", "a quarter; without --share: all together"],
    ["crlc train photos.npy -k 12", "features of anybody are a data set"],
  ],
  options: object({
    target: optional(
      argument(
        recipeOrPath("PICTURES"),
        "A folder of pictures, a zip or tar archive of one, or a recipe's data set.",
      ),
    ),
    list,
    encoder: valued(
      ["--encoder"],
      encoderName("NAME"),
      "A name of crlc encoders, owner/name@revision, a file or a folder; by default one that is there.",
    ),
    to: required(
      ["--to"],
      filePath("FILE", "file"),
      "The file: .npy, .safetensors, .csv or .parquet.",
    ),
    force: toggle(["--force"], "Replace a file that is there."),
    offline: toggle(["--offline"], "Use no network, as with CRLC_OFFLINE: fetch no encoder."),
    share: valued(
      ["--share"],
      text("I/N"),
      "Do the I-th of N parts of the pictures, one process each; a Slurm array does so by itself. " +
        "The same command without it collects.",
    ),
    split: overrides.split,
    maxBad: overrides.maxBad,
    ...ofRuns,
  }),
  permissions: {
    writes: "the folder of `--to`, the cache folder",
    paths: ({ to }, folder) => [dirname(to), folder("cache")],
    native: "backend",
  },
});
