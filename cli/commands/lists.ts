import { object } from "@optique/core/constructs";
import { multiple } from "@optique/core/modifiers";
import { defineCommand, invocation } from "../command.ts";
import { argument, json, plugins, verbose } from "../flags.ts";
import { recipeWord } from "../values.ts";

const shared = { plugins, json, verbose };
const options = object(shared);

export const strategies = defineCommand(
  "strategies",
  {
    brief: "List what can be learned: methods and their papers.",
  },
  invocation(
    "strategies",
    options,
    async (given, session) =>
      await (await import("../actions/lists.ts")).printStrategies(given, session),
  ),
);

export const recipes = defineCommand(
  "recipes",
  {
    brief: "List recipes: a method, a data set and settings that go together.",
    description:
      "Lists recipes: a method, a data set and settings that go together. A bare name such as " +
      "crlc/stl10 has the paper's settings. The end -official means those of the authors' " +
      "released code, which there is only of crlc on CIFAR-10, CIFAR-20 and STL-10. The ends " +
      "-small (up to an hour on 2 cores) and -tiny (a minute) mean reduced ones, whose scores " +
      "are not to be compared with the paper's.",
    examples: [
      ["crlc recipes crlc", "of a strategy"],
      ["crlc recipes stl10", "of a data set"],
      ["crlc recipes crlc-two-stage small", "of both"],
    ],
  },
  invocation(
    "recipes",
    object({
      of: multiple(
        argument(
          recipeWord("WORD"),
          "A strategy, a data set, or the end of a recipe's name; all words must fit.",
        ),
      ),
      ...shared,
    }),
    async (given, session) =>
      await (await import("../actions/lists.ts")).printRecipes(given, session),
  ),
);
