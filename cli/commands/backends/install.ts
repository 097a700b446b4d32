import { object } from "@optique/core/constructs";
import { defineCommand } from "../../command.ts";
import { json, nativeBackend, quiet, toggle, valued, verbose } from "../../flags.ts";
import { filePath } from "../../values.ts";

export const installBackend = defineCommand({
  name: "backends install",
  brief: "Install a backend's native library, as the machine's own pip or uv brings it.",
  examples: [
    ["crlc backends install tensorflow", "274 MB to fetch, 854 MB on disk"],
    ["crlc backends install tensorflow --from ./wheels", "needs no network"],
  ],
  options: object({
    name: nativeBackend,
    from: valued(["--from"], filePath("DIR", "directory"), "A folder with the wheels."),
    offline: toggle(["--offline"], "Use no network, as with CRLC_OFFLINE."),
    json,
    quiet,
    verbose,
  }),
  // It runs pip or uv, which no permission of this process binds.
  permissions: "all",
});
