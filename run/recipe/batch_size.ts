import { CrlcError } from "../../core/errors.ts";
import { WITHOUT_AUXILIARY } from "./without_auxiliary.ts";

/**
 * Makes sure that a batch can be filled.
 *
 * @param auxiliary Whether they are the auxiliary images.
 * @throws {CrlcError} `BATCH_TOO_LARGE` if it holds more images than there are.
 */
export function requireBatch(batchSize: number, samples: number, auxiliary = false): void {
  if (batchSize <= samples) return;
  throw new CrlcError(
    "usage",
    "BATCH_TOO_LARGE",
    `Cannot fill a batch: batchSize must be at most the number of ${
      auxiliary ? "auxiliary images" : "images"
    }, ${samples}, and is ${batchSize}`,
    {
      hint: `for example --set batchSize=${samples}${auxiliary ? `; ${WITHOUT_AUXILIARY}` : ""}`,
    },
  );
}
