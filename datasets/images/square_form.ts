import * as v from "valibot";
import type { Interpolation } from "./resample.ts";

/** How a picture of any shape becomes a square. */
export interface SquareForm {
  /** What pixels between pixels are found by; bilinear if absent. */
  readonly interpolation?: Interpolation;
  /** "crop": its middle; "squeeze": all of it, made as wide as high. Crop if absent. */
  readonly fit?: "crop" | "squeeze";
}

/**
 * A form as options of a data set. They have no default: recipes that do not name them stay what
 * they were, and so do the runs and the kept images that are known by their digest.
 */
export const squareFormFields = {
  interpolation: v.optional(v.picklist(["bilinear", "bicubic"])),
  fit: v.optional(v.picklist(["crop", "squeeze"])),
};

const schema = v.object(squareFormFields);

/** The form that options of a data set name; nothing for what they do not. */
export function squareFormOf(options: unknown): SquareForm {
  const found = v.safeParse(schema, options);
  return found.success ? found.output : {};
}
