import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { WRITES_NOTHING } from "../process/permissions/command_permissions.ts";
import { json, required, verbose } from "../flags.ts";
import { filePath } from "../values.ts";

export const score = defineCommand({
  name: "score",
  brief: "Compare any two label files: accuracy, NMI and ARI.",
  description:
    "Compares clusters with true classes: accuracy under the best matching of clusters " +
    "to classes (ACC), normalised mutual information (NMI) and adjusted Rand index (ARI). A file " +
    "holds one integer or class name a line, is a .json list of integers, or a table with a column " +
    "cluster, class or label; both hold the same samples in the same order.",
  examples: [["crlc score --truth truth.txt --clusters clusters.json", "any two files"]],
  options: object({
    truth: required(["--truth"], filePath("FILE", "file"), "The true classes."),
    clusters: required(["--clusters"], filePath("FILE", "file"), "The clusters found."),
    json,
    verbose,
  }),
  permissions: WRITES_NOTHING,
});
