import { object } from "@optique/core/constructs";
import { withDefault } from "@optique/core/modifiers";
import { defineCommand } from "../../command.ts";
import { argument, ofTrainedRuns, overrides, required } from "../../flags.ts";
import { IN_CACHE_FOLDER } from "../../process/permissions/command_permissions.ts";
import { recipeOrPath, wholeNumber } from "../../values.ts";

export const benchRecipe = defineCommand({
  name: "bench recipe",
  brief: "Tell where the time and the memory of a recipe's training steps go.",
  description:
    "Takes the first steps of a recipe's first training stage, with its images, on one " +
    "backend, and tells how long they take and what memory goes where. No run is written.",
  examples: [
    ["crlc bench recipe crlc/digits", "the digits, on the best backend"],
    ["crlc bench recipe crlc/digits --backend wasm --threads 1", "and on one thread"],
    ["crlc bench recipe ./photos -k 12 --set batchSize=32", "what does a smaller batch save?"],
  ],
  options: object({
    target: argument(
      recipeOrPath("RECIPE"),
      "A name of crlc recipes, a recipe file, or a folder of images (with -k).",
    ),
    steps: withDefault(
      required(
        ["--steps"],
        wholeNumber("N", { min: 1, max: 65536 }),
        "Steps that are timed, and as many that are watched; 5 by default.",
      ),
      5,
    ),
    ...overrides,
    ...ofTrainedRuns,
  }),
  permissions: { ...IN_CACHE_FOLDER, native: "backend" },
});
