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

/** A finite number above 0, such as a temperature. */
export const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

/** A finite number from 0 on: the weight of a term of a loss, a learning rate. */
export const nonNegative = v.pipe(v.number(), v.finite(), v.minValue(0));

/** A whole number from 0 on: an index, steps of warming up. */
export const natural = v.pipe(v.number(), v.integer(), v.minValue(0));

/** From 0 to 1, both included: a probability, a threshold. */
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** From 0 on and below 1: momentum, the decay of an average. */
export const decay = v.pipe(v.number(), v.minValue(0), v.ltValue(1));
