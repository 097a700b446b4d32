import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { json, plugins, verbose } from "../flags.ts";
import { LISTS } from "../process/permissions/command_permissions.ts";

export const strategies = defineCommand({
  name: "strategies",
  brief: "List what can be learned: methods and their papers.",
  options: object({ plugins, json, verbose }),
  permissions: LISTS,
});
