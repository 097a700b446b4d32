import { object } from "@optique/core/constructs";
import { defineCommand } from "../../command.ts";
import { json, toggle, verbose } from "../../flags.ts";
import { IN_CACHE_FOLDER } from "../../process/permissions/command_permissions.ts";

export const datasetsCache = defineCommand({
  name: "datasets cache",
  brief: "Say what is kept of decoded images, or remove it.",
  description:
    "Images of a folder are decoded and resized once and kept in the cache folder for the " +
    "next time, up to CRLC_CACHE_LIMIT GiB (64 by default); those not used for longest go first. Cleared " +
    "with them are archives of pictures that were unpacked, and lists that came by --list -.",
  examples: [["crlc datasets cache --clear", "it is made anew when it is needed"]],
  options: object({ clear: toggle(["--clear"], "Remove all of it."), json, verbose }),
  permissions: IN_CACHE_FOLDER,
});
