import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { data, json, plugins, verbose } from "../flags.ts";
import type { FolderOf } from "../process/permissions/command_permissions.ts";

export const doctor = defineCommand({
  name: "doctor",
  brief: "Look at this machine: what crlc can compute with, and where it writes.",
  examples: [["crlc doctor --json", "for a report of a fault"]],
  options: object({ data, plugins, json, verbose }),
  permissions: {
    writes: "the data, cache and runs folders, to see whether it can",
    paths: ({ data }, folder) => [
      ...(data === undefined ? known(folder, ["data"]) : [data]),
      ...known(folder, ["cache", "runs"]),
    ],
    ours: true,
    native: "backends",
  },
});

/** The folders that something says the place of. */
function known(folder: FolderOf, kinds: readonly Parameters<FolderOf>[0][]): string[] {
  return kinds.flatMap((kind) => {
    try {
      return [folder(kind)];
    } catch {
      return [];
    }
  });
}
