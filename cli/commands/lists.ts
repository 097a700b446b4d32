import { object } from "@optique/core/constructs";
import { defineCommand, invocation } from "../command.ts";
import { json, plugins, verbose } from "../flags.ts";

const options = object({ plugins, json, verbose });

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
  },
  invocation(
    "recipes",
    options,
    async (given, session) =>
      await (await import("../actions/lists.ts")).printRecipes(given, session),
  ),
);
