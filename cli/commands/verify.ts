import { object } from "@optique/core/constructs";
import { defineCommand, invocation } from "../command.ts";
import { argument, data, json, plugins, verbose } from "../flags.ts";
import { filePath } from "../values.ts";

const options = object({
  run: argument(filePath("RUN", "directory"), "A run folder, written by crlc train."),
  data,
  plugins,
  json,
  verbose,
});

export const verify = defineCommand(
  "verify",
  {
    brief: "Recompute every hash of a run.",
    description:
      "Recomputes every hash of a run: recipe, checkpoints, results and the images it was " +
      "trained on. Ends with 6 if anything has changed. What is not there any more, such as data " +
      "that was removed, is named as not checked.",
    examples: [["crlc verify runs/crlc-digits-seed0", "a line a file"]],
  },
  invocation(
    "verify",
    options,
    async (given, session) =>
      await (await import("../actions/verify.ts")).runVerification(given, session),
  ),
);
