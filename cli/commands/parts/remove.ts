import { object } from "@optique/core/constructs";
import { defineCommand } from "../../command.ts";
import { json, partName, verbose } from "../../flags.ts";
import { IN_DATA_FOLDER } from "../../process/permissions/command_permissions.ts";

export const removePart = defineCommand({
  name: "parts remove",
  brief: "Remove an optional part.",
  options: object({ name: partName, json, verbose }),
  permissions: IN_DATA_FOLDER,
});
