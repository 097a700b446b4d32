import { resolve } from "node:path";
import * as v from "valibot";

/** The path of a folder, as an option; made absolute, so that it holds wherever a run is asked from. */
export const folderPath = v.pipe(
  v.string(),
  v.nonEmpty("the path of a folder"),
  v.transform((path) => resolve(path)),
);
