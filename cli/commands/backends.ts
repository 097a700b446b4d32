import { longestMatch, object } from "@optique/core/constructs";
import { optional } from "@optique/core/modifiers";
import { defineCommand, invocation } from "../command.ts";
import { argument, json, plugins, quiet, toggle, valued, verbose } from "../flags.ts";
import { filePath, nameOf } from "../values.ts";

const name = argument(nameOf("backends"), "tensorflow or tensorflow-gpu.");

const install = defineCommand(
  "install",
  {
    brief: "Install a backend's native library, as the machine's own pip or uv brings it.",
    examples: [
      ["crlc backends install tensorflow", "274 MB to fetch, 854 MB on disk"],
      ["crlc backends install tensorflow --from ./wheels", "needs no network"],
    ],
  },
  invocation(
    "all",
    object({
      name,
      from: optional(valued(["--from"], filePath("DIR", "directory"), "A folder with the wheels.")),
      offline: toggle(["--offline"], "Use no network, as with CRLC_OFFLINE."),
      json,
      quiet,
      verbose,
    }),
    async (given, session) => await (await import("../actions/native.ts")).install(given, session),
  ),
);

const uninstall = defineCommand(
  "uninstall",
  { brief: "Remove a backend's native library." },
  invocation(
    "backends uninstall",
    object({ name, json, verbose }),
    async (given, session) =>
      await (await import("../actions/native.ts")).uninstall(given, session),
  ),
);

const list = invocation(
  "backends",
  object({ plugins, json, verbose }),
  async (given, session) =>
    await (await import("../actions/doctor.ts")).printBackends(given, session),
);

export const backends = defineCommand("backends", {
  brief: "List what crlc can compute with, and whether it works here; install more.",
  description: "Lists backends, and whether each works here.",
  usage: [{ type: "optional", terms: [{ type: "literal", value: "OPTION..." }] }],
}, longestMatch(install, uninstall, list));
