import { object } from "@optique/core/constructs";
import { defineCommand } from "../../command.ts";
import {
  data,
  datasetName,
  json,
  plugins,
  quiet,
  someArguments,
  unverified,
  verbose,
} from "../../flags.ts";
import { IN_DATA_FOLDER } from "../../process/permissions/command_permissions.ts";
import { filePath } from "../../values.ts";

export const importDataset = defineCommand({
  name: "datasets import",
  brief: "Import official archives, or a folder, that lie on this machine.",
  description:
    "Imports what lies on this machine: the official archive of a data set, the four files of " +
    "mnist and fashion-mnist or the folder they lie in, or for the subsets of ImageNet a folder " +
    "of it, which is remembered and not copied. What it holds is checked first.",
  examples: [
    ["crlc datasets import cifar10 ./cifar-10-binary.tar.gz", "needs no network"],
    ["crlc datasets import mnist ./mnist/*.gz", "four files at once"],
    ["crlc datasets import imagenet10 /data/imagenet", "train/n01440764/... and val/..."],
  ],
  options: object({
    name: datasetName,
    files: someArguments(filePath("FILE"), "Archives, as their makers publish them."),
    unverified,
    data,
    plugins,
    json,
    quiet,
    verbose,
  }),
  permissions: IN_DATA_FOLDER,
});
