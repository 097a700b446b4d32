import { object } from "@optique/core/constructs";
import { defineCommand } from "../../command.ts";
import { json, nativeBackend, verbose } from "../../flags.ts";
import { IN_DATA_FOLDER } from "../../process/permissions/command_permissions.ts";

export const uninstallBackend = defineCommand({
  name: "backends uninstall",
  brief: "Remove a backend's native library.",
  options: object({ name: nativeBackend, json, verbose }),
  permissions: IN_DATA_FOLDER,
});
