import { object } from "@optique/core/constructs";
import { optional } from "@optique/core/modifiers";
import { defineCommand } from "../../command.ts";
import { data, encoderName, json, plugins, verbose } from "../../flags.ts";
import { LISTS } from "../../process/permissions/command_permissions.ts";

export const encoders = defineCommand({
  name: "encoders",
  brief: "List networks that others have trained, fetch, verify or remove one.",
  description:
    "Lists networks that turn pictures into features, what they were trained on, whether labels " +
    "were in it, and whether they are on this machine; with a name, says more of one.",
  usage: [{ type: "optional", terms: [{ type: "literal", value: "NAME" }] }],
  examples: [
    ["crlc encoders fetch dinov2-small", "88 MB, once"],
    ["crlc train ./photos -k 12 --encoder dinov2-small", "grouped by what they show"],
  ],
  options: object({ name: optional(encoderName), data, plugins, json, verbose }),
  permissions: LISTS,
});
