import { dirname } from "node:path";
import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import {
  argument,
  data,
  folder,
  json,
  noCache,
  nullSeparated,
  plugins,
  quiet,
  valued,
  verbose,
} from "../flags.ts";
import { filePath } from "../values.ts";

export const duplicates = defineCommand({
  name: "duplicates",
  brief: "Find copies among the pictures of a folder or a run.",
  description:
    "Lists groups of pictures that are copies: the same bytes; the same to the eye, saved anew, " +
    "resized, turned by a quarter, mirrored or cut a little; and of a run on an encoder's features, " +
    "the same by those. The one with the most pixels comes first. Nothing is deleted or moved.",
  examples: [
    ["crlc duplicates ./photos", "groups, the best copy first"],
    ["crlc duplicates runs/photos --to copies.csv", "a table as well"],
    ["crlc duplicates ./photos -0 | xargs -0 ls -l", "all copies but the best ones"],
  ],
  options: object({
    target: argument(filePath("RUN|FOLDER", "directory"), "A run, or a folder of pictures."),
    to: valued(["--to"], filePath("FILE", "file"), "Write the groups to this CSV file as well."),
    null: nullSeparated("Print the paths of all copies but the best, each ended by a NUL."),
    ...{ folder, data, noCache, plugins, json, quiet, verbose },
  }),
  permissions: {
    writes: "the folder of `--to`, the cache folder",
    paths: ({ to }, folder) => [...to === undefined ? [] : [dirname(to)], folder("cache")],
    native: "decoder",
  },
});
