import * as v from "valibot";

/**
 * The schema of a whole number within bounds, which its refusal names.
 *
 * @param least Smallest that is taken.
 * @param most Largest that is taken.
 */
export function whole(least: number, most: number) {
  const range = `a whole number from ${least} to ${most}`;
  return v.pipe(
    v.number(range),
    v.integer(range),
    v.minValue(least, range),
    v.maxValue(most, range),
  );
}

/** How many of something: epochs, images of a batch, neighbours. */
export const count = whole(1, 1_000_000);
