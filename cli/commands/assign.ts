import { object } from "@optique/core/constructs";
import { multiple } from "@optique/core/modifiers";
import { defineCommand } from "../command.ts";
import { OF_A_RUN } from "../process/permissions/command_permissions.ts";
import { argument, list, ofTrainedRuns, runFolder, valued } from "../flags.ts";
import { filePath, oneOf } from "../values.ts";

export const assign = defineCommand({
  name: "assign",
  brief: "Put new images into the clusters of a run.",
  description:
    "Says for each new image its cluster, the confidence (the cluster's probability) and a " +
    "novelty from 0 to 1: the share of the run's own images that lie nearer to their five " +
    "nearest neighbours. 0.5 is usual; above 0.99 an image is unlike anything the run has " +
    "learned from. Files that cannot be read are named and left out.",
  examples: [
    ["crlc assign runs/photos ./new", "every image of a folder"],
    ["crlc assign runs/photos a.jpg b.png --format csv", "as a table for programs"],
    ["find . -newer mark -print0 | crlc assign runs/photos --list -", "what a program finds"],
  ],
  options: object({
    run: runFolder,
    paths: multiple(argument(filePath("PATH"), "Image files, and folders of some.")),
    list,
    format: valued(
      ["--format"],
      oneOf("FORMAT", ["text", "csv", "jsonl"]),
      "How the result is printed: text, csv or jsonl; text by default.",
    ),
    ...ofTrainedRuns,
  }),
  permissions: OF_A_RUN,
});
