import { object } from "@optique/core/constructs";
import { optional } from "@optique/core/modifiers";
import { argument, json, verbose } from "../flags.ts";
import { defineCommand } from "../command.ts";
import { WRITES_NOTHING } from "../process/permissions/command_permissions.ts";
import { filePath } from "../values.ts";

export const runs = defineCommand({
  name: "runs",
  brief: "List runs with their state, data and score.",
  description:
    "Lists the runs of a folder, and of the folders in it, such as those of sweeps: whether each is " +
    "finished, is being trained, was stopped or has failed, what it was trained on, and what crlc " +
    "eval has found last.",
  examples: [
    ["crlc runs", "those in ./runs, or in CRLC_RUNS_DIR"],
    ["crlc runs runs/sweep-photos", "those of a sweep"],
  ],
  options: object({
    folder: optional(
      argument(
        filePath("DIR", "directory"),
        "A folder of runs, instead of CRLC_RUNS_DIR or ./runs.",
      ),
    ),
    json,
    verbose,
  }),
  permissions: { ...WRITES_NOTHING, ours: true },
});
