import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { IN_CACHE_FOLDER } from "../process/permissions/command_permissions.ts";
import { data, folder, json, plugins, runFolder, verbose } from "../flags.ts";

export const verify = defineCommand({
  name: "verify",
  brief: "Recompute every hash of a run.",
  description:
    "Recomputes every hash of a run: recipe, checkpoints, results and the images it was " +
    "trained on. Ends with 6 if anything has changed. What is not there any more, such as data " +
    "that was removed, is named as not checked.",
  examples: [["crlc verify runs/crlc-digits-seed0", "a line a file"]],
  options: object({
    run: runFolder,
    folder,
    data,
    plugins,
    json,
    verbose,
  }),
  permissions: { ...IN_CACHE_FOLDER, native: "decoder" },
});
