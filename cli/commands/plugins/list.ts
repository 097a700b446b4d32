import { object } from "@optique/core/constructs";
import { defineCommand } from "../../command.ts";
import { json, plugins as modules, verbose } from "../../flags.ts";
import { LISTS } from "../../process/permissions/command_permissions.ts";

export const plugins = defineCommand({
  name: "plugins",
  brief: "Tell what plugins bring; begin one of your own, and check it.",
  description:
    "Lists what the plugins bring that are named with --plugin: strategies, data sets, backends, " +
    "encoders and recipes.",
  usage: [{ type: "optional", terms: [{ type: "literal", value: "OPTION..." }] }],
  examples: [["crlc plugins --plugin ./mine.ts", "what is in it?"]],
  options: object({ plugins: modules, json, verbose }),
  permissions: LISTS,
});
