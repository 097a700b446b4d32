import { object } from "@optique/core/constructs";
import { defineCommand } from "../../command.ts";
import { data, encoderName, json, plugins, verbose } from "../../flags.ts";
import { IN_DATA_FOLDER } from "../../process/permissions/command_permissions.ts";

export const removeEncoder = defineCommand({
  name: "encoders remove",
  brief: "Remove what was fetched of an encoder; the cache of the hub's tools stays.",
  options: object({ name: encoderName, data, plugins, json, verbose }),
  permissions: IN_DATA_FOLDER,
});
