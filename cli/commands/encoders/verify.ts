import { object } from "@optique/core/constructs";
import { defineCommand } from "../../command.ts";
import { data, encoderName, json, plugins, verbose } from "../../flags.ts";
import { LISTS } from "../../process/permissions/command_permissions.ts";

export const verifyEncoder = defineCommand({
  name: "encoders verify",
  brief: "Read the files of an encoder and compare their SHA-256 with what is known.",
  examples: [["crlc encoders verify dinov2-small", "a line a file"]],
  options: object({ name: encoderName, data, plugins, json, verbose }),
  permissions: LISTS,
});
