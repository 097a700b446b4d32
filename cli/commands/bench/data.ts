import { object } from "@optique/core/constructs";
import { withDefault } from "@optique/core/modifiers";
import { defineCommand } from "../../command.ts";
import {
  argument,
  data,
  json,
  overrides,
  plugins,
  quiet,
  repeated,
  required,
  verbose,
} from "../../flags.ts";
import { IN_CACHE_FOLDER } from "../../process/permissions/command_permissions.ts";
import { recipeOrPath, wholeNumber } from "../../values.ts";

export const benchData = defineCommand({
  name: "bench data",
  brief: "Time how fast images are decoded, augmented and brought to the device.",
  description: "Times decoding, reading, augmenting and the whole pipeline, for the first " +
    "training stage of a recipe; the device is left out.",
  examples: [
    ["crlc bench data", "drawn shapes, built in"],
    ["crlc bench data crlc/cifar10 --workers 2", "with two workers only"],
  ],
  options: object({
    target: withDefault(
      argument(
        recipeOrPath("RECIPE"),
        "A name of crlc recipes, a recipe file, or a folder of images; crlc/shapes by default.",
      ),
      "crlc/shapes",
    ),
    set: overrides.set,
    seconds: withDefault(
      required(
        ["--seconds"],
        wholeNumber("N", { min: 1, max: 3600 }),
        "How long each part is timed; 2 by default.",
      ),
      2,
    ),
    workers: repeated(
      ["--workers"],
      wholeNumber("N", { max: 256 }),
      "Time the pipeline with so many workers only. May be given again.",
    ),
    data,
    plugins,
    json,
    quiet,
    verbose,
  }),
  permissions: { ...IN_CACHE_FOLDER, native: "decoder" },
});
