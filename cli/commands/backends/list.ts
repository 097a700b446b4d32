import { object } from "@optique/core/constructs";
import { defineCommand } from "../../command.ts";
import { json, plugins, verbose } from "../../flags.ts";
import { LISTS } from "../../process/permissions/command_permissions.ts";

export const backends = defineCommand({
  name: "backends",
  brief: "List what crlc can compute with, and whether it works here; install more.",
  description: "Lists backends, and whether each works here.",
  usage: [{ type: "optional", terms: [{ type: "literal", value: "OPTION..." }] }],
  options: object({ plugins, json, verbose }),
  permissions: { ...LISTS, native: "backends" },
});
