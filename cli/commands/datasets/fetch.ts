import { object } from "@optique/core/constructs";
import { defineCommand } from "../../command.ts";
import {
  data,
  datasetName,
  json,
  plugins,
  quiet,
  toggle,
  unverified,
  verbose,
} from "../../flags.ts";
import { IN_DATA_FOLDER } from "../../process/permissions/command_permissions.ts";

export const fetchDataset = defineCommand({
  name: "datasets fetch",
  brief: "Download a data set, with resume and checksum.",
  examples: [["crlc datasets fetch cifar10", "about 170 MB"]],
  options: object({
    name: datasetName,
    unverified,
    offline: toggle(
      ["--offline"],
      "Use no network, as with CRLC_OFFLINE: only what has arrived before.",
    ),
    data,
    plugins,
    json,
    quiet,
    verbose,
  }),
  permissions: { ...IN_DATA_FOLDER, network: "archives" },
});
