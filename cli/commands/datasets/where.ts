import { object } from "@optique/core/constructs";
import { optional } from "@optique/core/modifiers";
import { defineCommand } from "../../command.ts";
import { data, datasetName, json, plugins, verbose } from "../../flags.ts";
import { LISTS } from "../../process/permissions/command_permissions.ts";

export const datasetsWhere = defineCommand({
  name: "datasets where",
  brief: "Print the folder of the data sets, or of one.",
  examples: [["crlc datasets where cifar10", "removing that folder removes the data set"]],
  options: object({ name: optional(datasetName), data, plugins, json, verbose }),
  permissions: LISTS,
});
