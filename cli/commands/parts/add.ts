import { object } from "@optique/core/constructs";
import { defineCommand } from "../../command.ts";
import { addOptions, partName } from "../../flags.ts";

export const addPart = defineCommand({
  name: "parts add",
  brief: "Fetch an optional part: wheels by the machine's own pip or uv, packages of npm by Deno.",
  examples: [
    ["crlc parts add tensorflow", "274 MB to fetch, 854 MB on disk"],
    ["crlc parts add tensorflow --from ./wheels", "needs no network"],
  ],
  options: object({ name: partName, ...addOptions }),
  // It runs pip, uv or Deno, which no permission of this process binds.
  permissions: "all",
});
