import { object } from "@optique/core/constructs";
import { multiple, withDefault } from "@optique/core/modifiers";
import { defineCommand } from "../command.ts";
import { OF_A_RUN } from "../process/permissions/command_permissions.ts";
import { argument, ofTrainedRuns, required, runFolder, split, toggle } from "../flags.ts";
import { filePath, wholeNumber } from "../values.ts";

export const neighbors = defineCommand({
  name: "neighbors",
  brief: "Find the images that are most alike.",
  description: "Finds the nearest neighbours of images, by cosine of the features that a run has " +
    "learned. Without a query, those of the whole set are written into the run folder. --show " +
    "knows terminals that speak the protocol of Kitty or iTerm2 or Sixel; CRLC_PICTURES=kitty, " +
    "iterm2, sixel or none says which, where yours is not recognised.",
  examples: [
    ["crlc neighbors runs/crlc-digits-seed0", "of all, into a file"],
    ["crlc neighbors runs/crlc-digits-seed0 0 17 photo.jpg", "of two and a picture"],
    ["crlc neighbors runs/crlc-digits-seed0 0 --show", "see them"],
  ],
  options: object({
    run: runFolder,
    queries: multiple(
      argument(
        filePath("QUERY"),
        "Numbers or names of images, or picture files; the whole set if left out.",
      ),
    ),
    k: withDefault(
      required(["-k"], wholeNumber("N", { min: 1 }), "Neighbours of each image; 10 by default."),
      10,
    ),
    save: toggle(
      ["--save"],
      "Write those of the whole set into the run folder, even where queries are given.",
    ),
    show: toggle(
      ["--show"],
      "Show the pictures of given images and their neighbours, where the terminal can.",
    ),
    split,
    ...ofTrainedRuns,
  }),
  permissions: OF_A_RUN,
});
