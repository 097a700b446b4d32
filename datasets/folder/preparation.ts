import * as v from "valibot";
import { share } from "../../core/numbers.ts";
import { squareFormFields } from "../images/square_form.ts";

/**
 * How the pictures of a folder are prepared, as options of a data set.
 *
 * @param size Height and width where nothing is said.
 */
export const preparation = (size: number) => ({
  /** Height and width of the stored squares. */
  size: v.optional(v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(1024)), size),
  ...squareFormFields,
  /** Largest share of bad images, 0 to 1. */
  maxBad: v.optional(share, 0.01),
});
