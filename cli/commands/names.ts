import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { OF_A_RUN } from "../process/permissions/command_permissions.ts";
import { ofTrainedRuns, repeated, runFolder, valued } from "../flags.ts";
import { assignment, filePath, text } from "../values.ts";

export const names = defineCommand({
  name: "names",
  brief: "Name, merge and split the clusters of a run, move single images.",
  description:
    "Lists the clusters of a run by name, and changes names.json in the run folder, which " +
    "eval, assign, export, neighbors and report go by. Training and the scores of clusters do not " +
    "change. What was there before a change is kept: --undo alone takes it back.",
  examples: [
    ["crlc names runs/photos --set 3=cats --merge 1,7", "a name, and one group of two"],
    ["crlc names runs/photos --move a/b.jpg=3", "one image, to the group of cluster 3"],
    ["crlc names runs/photos --undo", "the last change taken back"],
    ["crlc names runs/photos --undo 7", "cluster 7 as it was found"],
    ["crlc names runs/photos2 --from runs/photos", "names of an earlier run"],
    ["crlc names runs/photos --edits names.json", "as saved from the report"],
  ],
  options: object({
    run: runFolder,
    set: repeated(
      ["--set"],
      assignment("KEY=NAME"),
      "Name a cluster, 4=cats, or a part, 4.1=kittens.",
    ),
    merge: repeated(["--merge"], text("KEYS"), "Take clusters for one group, such as 1,7."),
    split: repeated(
      ["--split"],
      text("CLUSTER"),
      "Split a cluster in two by its features, or in more: 4=3.",
    ),
    move: repeated(
      ["--move"],
      text("IMAGE=KEY"),
      "Put an image into the group of a key, or into a new one, a.jpg=+1; back: a.jpg=",
    ),
    undo: repeated(
      ["--undo"],
      text("KEYS"),
      "Without KEYS: take back the last change. With: take clusters as they were found, such as " +
        "1,7, or all: no name, no group, no split, nothing moved in.",
    ),
    from: valued(
      ["--from"],
      filePath("RUN", "directory"),
      "Carry over the names of another run, by the images both know.",
    ),
    edits: valued(["--edits"], filePath("FILE", "file"), "Take a names.json saved from a report."),
    ...ofTrainedRuns,
  }),
  permissions: OF_A_RUN,
});
