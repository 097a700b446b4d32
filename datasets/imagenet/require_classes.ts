import { CrlcError } from "../../core/errors.ts";
import { quoteName } from "../../core/quote_name.ts";
import type { WordNetClass } from "./classes.ts";
import type { Located } from "./locate.ts";

/** Missing classes that are named one by one. */
const MOST_NAMED = 20;

/**
 * Makes sure that a split has every class of a subset.
 *
 * @throws {CrlcError} `SPLIT_MISSING`, `CLASSES_MISSING` with their WordNet ids and names.
 */
export function requireClasses(
  { base, splits }: Located,
  split: string,
  classes: readonly WordNetClass[],
  dataset: string,
): void {
  const found = splits[split];
  const cannot = `Cannot open split "${split}" of data set "${dataset}"`;
  if (found === undefined) {
    throw new CrlcError(
      "data",
      "SPLIT_MISSING",
      `${cannot}: a folder "val" of class folders must be in ${quoteName(base)}, and is not`,
      { hint: "the validation images lie in one folder without classes? sort them into folders" },
    );
  }
  const missing = classes.filter(({ wnid }) => !found.wnids.has(wnid));
  if (missing.length === 0) return;
  const named = missing.slice(0, MOST_NAMED).map(({ wnid, name }) => `${wnid} (${name})`);
  const more = missing.length - named.length;
  throw new CrlcError(
    "data",
    "CLASSES_MISSING",
    `${cannot}: a folder must be there for each of ${classes.length} classes, and ${missing.length} ${
      missing.length === 1 ? "is" : "are"
    } missing in ${quoteName(found.folder === "" ? base : `${base}/${found.folder}`)}: ${
      named.join(", ")
    }${more > 0 ? `, and ${more} more` : ""}`,
    { hint: "folders are found by their WordNet ids, as ImageNet has them" },
  );
}
