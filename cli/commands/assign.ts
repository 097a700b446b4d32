import { object } from "@optique/core/constructs";
import { defineCommand, invocation } from "../command.ts";
import { argument, ofRuns, someArguments, valued } from "../flags.ts";
import { filePath, oneOf } from "../values.ts";

const options = object({
  run: argument(filePath("RUN", "directory"), "A run folder, written by crlc train."),
  paths: someArguments(filePath("PATH"), "Image files, and folders of some."),
  format: valued(
    ["--format"],
    oneOf("FORMAT", ["text", "csv", "jsonl"]),
    "How the result is printed: text, csv or jsonl; text by default.",
  ),
  ...ofRuns,
});

export const assign = defineCommand(
  "assign",
  {
    brief: "Put new images into the clusters of a run.",
    description:
      "Says for each new image its cluster, the confidence (the cluster's probability) and a " +
      "novelty from 0 to 1: the share of the run's own images that lie nearer to their five " +
      "nearest neighbours. 0.5 is usual; above 0.99 an image is unlike anything the run has " +
      "learned from. Files that cannot be read are named and left out.",
    examples: [
      ["crlc assign runs/photos ./new", "every image of a folder"],
      ["crlc assign runs/photos a.jpg b.png --format csv", "as a table for programs"],
    ],
  },
  invocation(
    "assign",
    options,
    async (given, session) =>
      await (await import("../actions/assign.ts")).runAssign(given, session),
  ),
);
