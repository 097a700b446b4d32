import { object } from "@optique/core/constructs";
import { defineCommand, invocation } from "../command.ts";
import { data, json, plugins, verbose } from "../flags.ts";

export const doctor = defineCommand(
  "doctor",
  {
    brief: "Look at this machine: what crlc can compute with, and where it writes.",
    examples: [["crlc doctor --json", "for a report of a fault"]],
  },
  invocation(
    "doctor",
    object({ data, plugins, json, verbose }),
    async (given, session) =>
      await (await import("../actions/doctor.ts")).runDoctor(given, session),
  ),
);
