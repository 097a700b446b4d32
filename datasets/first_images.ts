import { createHash } from "node:crypto";
import { CrlcError } from "../core/errors.ts";
import type { Dataset } from "./dataset.ts";

/**
 * The first images of a data set, as a data set of its own. Closing it closes the whole.
 *
 * @param key What of a recipe says how many.
 * @throws {CrlcError} `TOO_FEW_IMAGES` if there are fewer.
 */
export function firstImages(whole: Dataset, count: number, key = "dataset.first"): Dataset {
  const { length } = whole;
  if (count > length) {
    throw new CrlcError(
      "usage",
      "TOO_FEW_IMAGES",
      `Cannot take the first ${count} images, as ${key} says: there must be as many, and there are ${length}`,
      { hint: `--set ${key}=${length} takes all of them` },
    );
  }
  let digest: string | undefined;
  return {
    length: count,
    height: whole.height,
    width: whole.width,
    channels: whole.channels,
    classes: whole.classes,
    quarantined: whole.quarantined,
    remarks: whole.remarks,
    heldBytes: whole.heldBytes,
    splitOf: whole.splitOf,
    get digest() {
      return digest ??= createHash("sha256").update(`first ${count} of ${whole.digest}`)
        .digest("hex");
    },
    name: (index) => whole.name(index),
    // Promises reject where the arguments are wrong, so nothing is thrown before one exists.
    // deno-lint-ignore require-await
    async read(indices, into) {
      const beyond = indices.find((index) => index >= count);
      if (beyond !== undefined) {
        throw new RangeError(
          `Cannot find image ${beyond}: indices must be from 0 to ${count - 1}`,
        );
      }
      return whole.read(indices, into);
    },
    labels: async () => (await whole.labels())?.slice(0, count),
    [Symbol.asyncDispose]: () => whole[Symbol.asyncDispose](),
  };
}
