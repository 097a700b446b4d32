import { object } from "@optique/core/constructs";
import { defineCommand } from "../../command.ts";
import { data, datasetName, json, plugins, quiet, verbose } from "../../flags.ts";
import { WRITES_NOTHING } from "../../process/permissions/command_permissions.ts";

export const verifyDataset = defineCommand({
  name: "datasets verify",
  brief: "Check the files of a data set: layout, counts, labels, digests.",
  description:
    "Checks the files of a data set: their layout, the number of images and their labels, and " +
    "the digests taken down when they were unpacked. Ends with 4 if anything is wrong.",
  examples: [["crlc datasets verify cifar10", "a line a file"]],
  options: object({ name: datasetName, data, plugins, json, quiet, verbose }),
  permissions: { ...WRITES_NOTHING, native: "decoder" },
});
