import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { data, json, plugins, verbose } from "../flags.ts";

export const doctor = defineCommand({
  name: "doctor",
  brief: "Look at this machine: what crlc can compute with, and where it writes.",
  examples: [["crlc doctor --json", "for a report of a fault"]],
  options: object({ data, plugins, json, verbose }),
  permissions: {
    writes: "the data, cache and runs folders, to see whether it can",
    paths: ({ data }, folder) => [data ?? folder("data"), folder("cache"), folder("runs")],
    ours: true,
    native: "backends",
  },
});
