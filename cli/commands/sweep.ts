import { object } from "@optique/core/constructs";
import { withDefault } from "@optique/core/modifiers";
import { defineCommand } from "../command.ts";
import {
  argument,
  ofRuns,
  overrides,
  repeated,
  required,
  snapshots,
  toggle,
  valued,
} from "../flags.ts";
import { assignment, encoderName, filePath, recipeOrPath, text } from "../values.ts";

const { seed: _seed, ...changes } = overrides;

export const sweep = defineCommand({
  name: "sweep",
  brief: "Train a recipe over a grid of options and seeds; mean and standard deviation.",
  description:
    "Trains and scores a recipe for every combination of the grid and every seed, one after " +
    "the other. The same command goes on where it stopped. summary.json and summary.csv in the " +
    "folder of the runs hold what came out.",
  examples: [
    ["crlc sweep crlc/digits --seeds 0-4", "how much does luck matter?"],
    ["crlc sweep crlc/digits --grid lambda2=0,1,10", "one option"],
    ["crlc sweep crlc/digits --grid critic=log_dot,dot --grid subHeads=1,5", "two of them"],
    ["crlc sweep crlc/digits --seeds 0-4 --snapshots 5", "with accuracy by epoch"],
    ["crlc sweep crlc/digits --seeds 0-9 --share 1/4", "a quarter of the runs"],
    ["crlc sweep ./photos -k 12 --encoder dinov2-small --grid neighbors=10,20", "on features"],
  ],
  options: object({
    target: argument(
      recipeOrPath("RECIPE"),
      "A name of crlc recipes, a recipe file, or a folder of images (with -k).",
    ),
    grid: repeated(
      ["--grid"],
      assignment("KEY=V,V"),
      "Values of an option of the recipe. Given again, every combination is tried.",
    ),
    seeds: withDefault(
      required(["--seeds"], text("LIST"), "Seeds, such as 0,1,2 or 0-4; 0-2 by default."),
      "0-2",
    ),
    ...changes,
    encoder: valued(
      ["--encoder"],
      encoderName("NAME"),
      "Learn from the features of a network that others trained, as in crlc train; only where it is " +
        "named.",
    ),
    offline: toggle(["--offline"], "Use no network, as with CRLC_OFFLINE: fetch no encoder."),
    score: valued(
      ["--score"],
      text("NAME"),
      "The part of the data set that is scored, such as test or train+test.",
    ),
    labels: valued(
      ["--labels"],
      filePath("FILE", "file"),
      "One set of labels for all runs of a semi-supervised strategy, instead of some drawn by seed.",
    ),
    from: valued(
      ["--from"],
      filePath("RUN", "directory"),
      "A finished run that every run begins with, as in crlc train.",
    ),
    share: valued(
      ["--share"],
      text("I/N"),
      "Do the I-th of N parts of the runs, one process each; a Slurm array does so by itself. The " +
        "same command without it collects.",
    ),
    ...snapshots,
    run: valued(
      ["--run"],
      filePath("DIR", "directory"),
      "The folder of all runs, instead of one in CRLC_RUNS_DIR or ./runs.",
    ),
    ...ofRuns,
  }),
  permissions: {
    writes: "the folder of the runs, the cache folder",
    paths: ({ run }, folder) => [run ?? folder("runs"), folder("cache")],
    native: "backend",
  },
});
