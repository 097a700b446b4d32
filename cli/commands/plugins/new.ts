import { object } from "@optique/core/constructs";
import { defineCommand } from "../../command.ts";
import { argument, json, valued, verbose } from "../../flags.ts";
import { filePath, oneOf, text } from "../../values.ts";

export const newPlugin = defineCommand({
  name: "plugins new",
  brief: "Write a folder with a plugin that works, its test, and types for an editor.",
  description:
    "Writes a folder with a plugin that works as it is: the module, a test that runs the contract " +
    "suite on it (deno test), and a deno.json by which Deno and editors find crlc and its types.",
  examples: [
    ["crlc plugins new strategy mine", "a loss to be replaced by yours"],
    ["crlc plugins new dataset mine --to ~/sets", "in a folder of another name"],
  ],
  options: object({
    kind: argument(
      oneOf("KIND", ["strategy", "backend", "dataset", "encoder"]),
      "What it is to be.",
    ),
    name: argument(text("NAME"), "Its name: lower-case letters, digits and -."),
    to: valued(["--to"], filePath("DIR", "directory"), "The folder, instead of ./NAME."),
    json,
    verbose,
  }),
  permissions: {
    writes: "the new folder",
    paths: ({ name, to }) => [to ?? name],
  },
});
