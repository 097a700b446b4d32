import { object } from "@optique/core/constructs";
import { withDefault } from "@optique/core/modifiers";
import { defineCommand } from "../command.ts";
import { ofTrainedRuns, required, runFolder } from "../flags.ts";
import { filePath, oneOf } from "../values.ts";

export const exportCommand = defineCommand({
  name: "export",
  brief: "Write clusters for other programs.",
  description:
    "Writes a folder of images for each cluster, a CSV table, features as safetensors, files of " +
    "the TensorBoard embedding projector, and labels that FiftyOne imports. Your own files are " +
    "never moved or changed.",
  examples: [
    ["crlc export runs/photos --to sorted", "a folder a cluster, with links"],
    ["crlc export runs/photos --to sorted --images copy", "with copies"],
  ],
  options: object({
    run: runFolder,
    to: required(["--to"], filePath("DIR", "directory"), "A new or empty folder."),
    images: withDefault(
      required(
        ["--images"],
        oneOf("HOW", ["link", "copy", "none"]),
        "Cluster folders hold links to the files, copies, or are left out; links by default.",
      ),
      "link" as const,
    ),
    ...ofTrainedRuns,
  }),
  permissions: {
    writes: "the run folder, `--to`, the cache folder; everywhere for links, which Deno wants so",
    paths: ({ run, to, images }, folder) => images === "link" ? true : [run, to, folder("cache")],
    native: "backend",
  },
});
