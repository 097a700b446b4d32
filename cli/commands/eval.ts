import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { OF_A_RUN } from "../process/permissions/command_permissions.ts";
import { ofTrainedRuns, runFolder, split, toggle, valued } from "../flags.ts";
import { text, wholeNumber } from "../values.ts";

export const evaluate = defineCommand({
  name: "eval",
  brief: "Say how good the clusters of a run are.",
  description: "Compares the clusters of a run with the true classes where they are known, and " +
    "prints numbers that need no labels. Scores are of the clusters as they were found, whatever " +
    "names.json says; --corrected scores what it makes of them besides.",
  examples: [
    ["crlc eval runs/crlc-digits-seed0", "scores, sub-heads, cluster sizes"],
    ["crlc eval runs/crlc-digits-seed0 --json", "the same for programs"],
    ["crlc eval runs/crlc-digits-seed0 --curve", "by epoch, of a run with --snapshots"],
  ],
  options: object({
    run: runFolder,
    split,
    stage: valued(
      ["--stage"],
      text("NAME"),
      "The run as it was at the end of this stage, such as cluster of scan.",
    ),
    step: valued(
      ["--step"],
      wholeNumber("N", { min: 1 }),
      "The run as it was after this step, of a checkpoint that is kept.",
    ),
    curve: toggle(
      ["--curve"],
      "Scores by epoch instead, from the snapshots that crlc train --snapshots has taken.",
    ),
    corrected: toggle(
      ["--corrected"],
      "Score the groups of names.json as well: clusters merged, split, and images moved by hand.",
    ),
    noYardstick: toggle(
      ["--no-yardstick"],
      "Leave out k-means on pixels and on features, which is there to compare with.",
    ),
    ...ofTrainedRuns,
  }),
  permissions: OF_A_RUN,
});
