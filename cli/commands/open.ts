import { object } from "@optique/core/constructs";
import { withDefault } from "@optique/core/modifiers";
import { defineCommand } from "../command.ts";
import { OF_A_RUN } from "../process/permissions/command_permissions.ts";
import { ofTrainedRuns, required, runFolder, toggle } from "../flags.ts";
import { oneOf, wholeNumber } from "../values.ts";

export const open = defineCommand({
  name: "open",
  brief: "Look through the pictures of a run and correct its groups, in the browser.",
  description:
    "Serves the page of crlc report to this machine alone, with pictures as large as they are; " +
    "corrections are written to names.json at once, and crlc names RUN --undo takes them back. " +
    "Prints the address, whose secret keeps others out, and ends by Ctrl-C or after an hour without " +
    "a request. A run that is being trained is opened for looking only. Nothing leaves this machine.",
  examples: [
    ["crlc open runs/photos", "prints an address to open"],
    ["crlc open runs/photos --browser", "opens it as well"],
    ["crlc open runs/photos --port 8123", "for ssh -L 8123:127.0.0.1:8123"],
  ],
  options: object({
    run: runFolder,
    port: withDefault(
      required(
        ["--port"],
        wholeNumber("N", { min: 0, max: 65_535 }),
        "The port of 127.0.0.1 to listen on; a free one by default.",
      ),
      0,
    ),
    browser: toggle(["--browser"], "Open the page in the browser."),
    map: withDefault(
      required(["--map"], oneOf("KIND", ["pca", "umap"]), "Map of features; pca by default."),
      "pca" as const,
    ),
    images: withDefault(
      required(
        ["--images"],
        wholeNumber("N", { min: 1, max: 60_000 }),
        "Images drawn at most; 20000 by default.",
      ),
      20_000,
    ),
    ...ofTrainedRuns,
  }),
  permissions: { ...OF_A_RUN, network: "loopback", browser: ({ browser }) => browser },
});
