import { CrlcError } from "../core/errors.ts";
import type { Dataset } from "../datasets/dataset.ts";

/** Reads a picture as an image of a data set's size `[1, height, width, channels]`. */
export function readImage(path: string, _dataset: Dataset): Promise<Uint8Array> {
  throw new CrlcError("usage", "NO_SUCH_IMAGE", `Cannot read "${path}": it must be an index`);
}
