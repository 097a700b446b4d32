import { object } from "@optique/core/constructs";
import { multiple } from "@optique/core/modifiers";
import { defineCommand } from "../command.ts";
import { argument, json, plugins, valued, verbose } from "../flags.ts";
import { LISTS } from "../process/permissions/command_permissions.ts";
import { oneOf, recipeWord } from "../values.ts";

export const recipes = defineCommand({
  name: "recipes",
  brief: "List recipes: a method, a data set and settings that go together.",
  description:
    "Lists recipes: a method, a data set and settings that go together. A bare name such as " +
    "crlc/stl10 has the paper's settings. The end -official means those of the authors' " +
    "released code, which there is only of crlc on CIFAR-10, CIFAR-20 and STL-10. The ends " +
    "-overnight (half a day on 2 cores), -small (up to an hour) and -tiny (a minute) mean reduced " +
    "ones, whose scores are not to be compared with the paper's.",
  examples: [
    ["crlc recipes crlc", "of a strategy"],
    ["crlc recipes stl10", "of a data set"],
    ["crlc recipes crlc-two-stage small", "of both"],
    ["crlc recipes --table 1", "a table of the paper, with the recipe of each cell"],
  ],
  options: object({
    of: multiple(
      argument(
        recipeWord("WORD"),
        "A strategy, a data set, or the end of a recipe's name; all words must fit.",
      ),
    ),
    table: valued(
      ["--table"],
      oneOf("N", ["1", "2", "3", "5", "6", "7", "8"]),
      "A table of the paper instead: what it reports, each cell's recipe, cost and result here.",
    ),
    plugins,
    json,
    verbose,
  }),
  permissions: LISTS,
});
