import { object } from "@optique/core/constructs";
import { withDefault } from "@optique/core/modifiers";
import { defineCommand, invocation } from "../command.ts";
import { argument, ofRuns, required } from "../flags.ts";
import { filePath, oneOf } from "../values.ts";

const options = object({
  run: argument(filePath("RUN", "directory"), "A run folder, written by crlc train."),
  to: required(["--to"], filePath("DIR", "directory"), "A new or empty folder."),
  images: withDefault(
    required(
      ["--images"],
      oneOf("HOW", ["link", "copy", "none"]),
      "Cluster folders hold links to the files, copies, or are left out; links by default.",
    ),
    "link" as const,
  ),
  ...ofRuns,
});

export const exportCommand = defineCommand(
  "export",
  {
    brief: "Write clusters for other programs.",
    description:
      "Writes a folder of images for each cluster, a CSV table, features as safetensors, files of " +
      "the TensorBoard embedding projector, and labels that FiftyOne imports. Your own files are " +
      "never moved or changed.",
    examples: [
      ["crlc export runs/photos --to sorted", "a folder a cluster, with links"],
      ["crlc export runs/photos --to sorted --images copy", "with copies"],
    ],
  },
  invocation(
    "export",
    options,
    async (given, session) =>
      await (await import("../actions/export.ts")).runExport(given, session),
  ),
);
