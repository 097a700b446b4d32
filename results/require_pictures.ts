import { CrlcError } from "../core/errors.ts";
import type { Manifest } from "../run/folder/run_folder.ts";

/**
 * Makes sure that a picture can be asked of a run: one that learned from features of a file knows of
 * no way from a picture to them.
 *
 * @param doing What is to be done, to follow "Cannot".
 * @throws {CrlcError} `NEEDS_PICTURES`
 */
export function requirePictures(
  { recipe: { encoder }, data: { features } }: Pick<Manifest, "recipe" | "data">,
  doing: string,
): void {
  if (features === undefined || encoder) return;
  throw new CrlcError(
    "usage",
    "NEEDS_PICTURES",
    `Cannot ${doing}: the run must have learned from pictures, and has learned from a file of features`,
    { hint: "crlc train FOLDER --encoder NAME knows the way from a picture to its features" },
  );
}
