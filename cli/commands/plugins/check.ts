import { tmpdir } from "node:os";
import { object } from "@optique/core/constructs";
import { map } from "@optique/core/modifiers";
import { defineCommand } from "../../command.ts";
import { argument, data, json, quiet, repeated, verbose } from "../../flags.ts";
import { assignment, filePath } from "../../values.ts";

export const checkPlugin = defineCommand({
  name: "plugins check",
  brief: "Run the contract suite on a plugin.",
  description:
    "Checks all that a plugin brings as crlc's own plugins are checked. A strategy: a run that was " +
    "stopped goes on to the same bytes, labels are not seen, probabilities sum to 1, backends agree. " +
    "A data set: the same bytes twice, in any order, with the shape it promises. A backend: every op " +
    "and its gradients, no leak. Ends with 3 if anything does not hold.",
  examples: [
    ["crlc plugins check mine/mine.ts", "a line a check"],
    ["crlc plugins check mine.ts --set width=4", "with options that make it small"],
  ],
  options: object({
    // As --plugin is given elsewhere: what it imports is fetched before anything of it runs.
    plugins: map(argument(filePath("MODULE"), "The plugin, as --plugin names it."), (one) => [one]),
    set: repeated(
      ["--set"],
      assignment("KEY=VALUE"),
      "An option of its strategy or data set that makes it small. May be given again.",
    ),
    data,
    json,
    quiet,
    verbose,
  }),
  permissions: {
    writes: "the folder of temporary files",
    paths: () => [tmpdir()],
    native: "backend",
  },
});
