import { CrlcError } from "../core/errors.ts";

/**
 * Makes sure that a batch can be filled.
 *
 * @throws {CrlcError} `BATCH_TOO_LARGE` if it holds more images than there are.
 */
export function demandBatch(batchSize: number, samples: number): void {
  if (batchSize <= samples) return;
  throw new CrlcError(
    "usage",
    "BATCH_TOO_LARGE",
    `Cannot fill a batch: batchSize must be at most the number of images, ${samples}, and is ${batchSize}`,
    { hint: `for example --set batchSize=${samples}` },
  );
}
