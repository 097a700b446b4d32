import { object } from "@optique/core/constructs";
import { defineCommand } from "../../command.ts";
import { addOptions, nativeBackend } from "../../flags.ts";

export const installBackend = defineCommand({
  name: "backends install",
  brief: "Install a backend's native library, as the machine's own pip or uv brings it.",
  examples: [
    ["crlc backends install tensorflow", "274 MB to fetch, 854 MB on disk"],
    ["crlc backends install tensorflow --from ./wheels", "needs no network"],
  ],
  description: "The same as crlc parts add, for a backend's native library.",
  options: object({ name: nativeBackend, ...addOptions }),
  // It runs pip or uv, which no permission of this process binds.
  permissions: "all",
});
