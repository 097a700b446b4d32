import { object } from "@optique/core/constructs";
import { optional } from "@optique/core/modifiers";
import { defineCommand } from "../../command.ts";
import { datasetName, json, plugins, verbose } from "../../flags.ts";
import { LISTS } from "../../process/permissions/command_permissions.ts";

export const datasets = defineCommand({
  name: "datasets",
  brief: "List data sets, say more of one, download, import or verify it.",
  description: "Lists data sets; with a name, prints what there is to know of one.",
  usage: [{ type: "optional", terms: [{ type: "literal", value: "NAME" }] }],
  options: object({ name: optional(datasetName), plugins, json, verbose }),
  permissions: LISTS,
});
