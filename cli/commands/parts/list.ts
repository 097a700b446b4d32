import { object } from "@optique/core/constructs";
import { defineCommand } from "../../command.ts";
import { json, verbose } from "../../flags.ts";
import { WRITES_NOTHING } from "../../process/permissions/command_permissions.ts";

export const parts = defineCommand({
  name: "parts",
  brief: "List optional parts, and whether they are here; add and remove them.",
  description:
    "Lists parts that crlc can use and does without: libraries and weights that nobody is made to " +
    "download. Each is of one exact version, and is checked by its digest.",
  usage: [{ type: "optional", terms: [{ type: "literal", value: "OPTION..." }] }],
  options: object({ json, verbose }),
  permissions: WRITES_NOTHING,
});
