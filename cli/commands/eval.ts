import { object } from "@optique/core/constructs";
import { defineCommand, invocation } from "../command.ts";
import { argument, ofRuns, split, toggle } from "../flags.ts";
import { filePath } from "../values.ts";

const options = object({
  run: argument(filePath("RUN", "directory"), "A run folder, written by crlc train."),
  split,
  noYardstick: toggle(
    ["--no-yardstick"],
    "Leave out k-means on pixels and on features, which is there to compare with.",
  ),
  ...ofRuns,
});

export const evaluate = defineCommand(
  "eval",
  {
    brief: "Say how good the clusters of a run are.",
    description: "Compares the clusters of a run with the true classes where they are known, and " +
      "prints numbers that need no labels.",
    examples: [
      ["crlc eval runs/crlc-digits-seed0", "scores, sub-heads, cluster sizes"],
      ["crlc eval runs/crlc-digits-seed0 --json", "the same for programs"],
    ],
  },
  invocation(
    "eval",
    options,
    async (given, session) =>
      await (await import("../actions/eval.ts")).runEvaluation(given, session),
  ),
);
