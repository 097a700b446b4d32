import { dirname } from "node:path";
import { object } from "@optique/core/constructs";
import { multiple } from "@optique/core/modifiers";
import { defineCommand } from "../command.ts";
import { argument, ofTrainedRuns, required, split, toggle, valued } from "../flags.ts";
import { filePath, oneOf, text } from "../values.ts";

export const figure = defineCommand({
  name: "figure",
  brief: "Draw a figure of runs or sweeps, to be printed.",
  description:
    "Draws a figure of runs, or of all runs of a sweep: curve (a logged term or a score by epoch), " +
    "bars (scores at the end, beside the paper's), maps (features in two dimensions), cases (images " +
    "with their nearest neighbours), confident (the surest pictures of each class, right and " +
    "wrong), labelled (the labelled images of a semi-supervised run). critics and tightness are of " +
    "no run: the critics for two classes, and their bounds where the truth is known. Cells of a " +
    "sweep show mean and standard deviation over the seeds. A .vl.json is the figure in the " +
    "language of Vega-Lite, to be edited or opened elsewhere; the other forms need the part vega.",
  examples: [
    ["crlc figure curve runs/sweep-crlc-digits --to curve.svg", "a sweep with --snapshots"],
    ["crlc figure curve runs/a runs/b --term featureInformation --to bound.pdf", "a logged term"],
    ["crlc figure bars runs/sweep-crlc-digits --to bars.png", "scores with error bars"],
    ["crlc figure critics --to critics.svg", "of no run"],
  ],
  options: object({
    kind: argument(
      oneOf("KIND", [
        ...["curve", "bars", "maps", "cases", "confident", "labelled"] as const,
        ...["critics", "tightness"] as const,
      ]),
      "What is drawn.",
    ),
    runs: multiple(argument(filePath("RUN", "directory"), "Run folders, or those of sweeps.")),
    to: required(["--to"], filePath("FILE", "file"), "The file: .svg, .png, .pdf or .vl.json."),
    term: valued(
      ["--term"],
      text("NAME"),
      "Of curve and bars: a logged term, or acc, nmi, ari, acc5, error.",
    ),
    by: valued(
      ["--by"],
      oneOf("WHAT", ["cluster", "class"]),
      "What colours maps; class by default.",
    ),
    map: valued(
      ["--map"],
      oneOf("KIND", ["pca", "umap", "tsne"]),
      "How maps are made; pca by default.",
    ),
    split,
    force: toggle(["--force"], "Replace a file that is there."),
    ...ofTrainedRuns,
  }),
  permissions: {
    writes: "the folder of `--to`, the cache folder",
    paths: ({ to }, folder) => [dirname(to), folder("cache")],
    parts: ({ to }) => /\.(svg|png|pdf)$/i.test(to) ? ["vega"] : [],
    native: "backend",
  },
});
