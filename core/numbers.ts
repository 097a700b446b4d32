import * as v from "valibot";
import type { Field } from "./field.ts";

/**
 * The schema of a whole number within bounds, which its refusal names.
 *
 * @param least Smallest that is taken.
 * @param most Largest that is taken.
 */
export function whole(least: number, most: number): Field<number> {
  const range = `a whole number from ${least} to ${most}`;
  return v.pipe(
    v.number(range),
    v.integer(range),
    v.minValue(least, range),
    v.maxValue(most, range),
  );
}

/** How many of something: epochs, images of a batch, neighbours. */
export const count: Field<number> = whole(1, 1_000_000);

/** A finite number above 0, such as a temperature. */
export const positive: Field<number> = v.pipe(v.number(), v.finite(), v.gtValue(0));

/** A finite number from 0 on: the weight of a term of a loss, a learning rate. */
export const nonNegative: Field<number> = v.pipe(v.number(), v.finite(), v.minValue(0));

/** A whole number from 0 on: an index, steps of warming up. */
export const natural: Field<number> = v.pipe(v.number(), v.integer(), v.minValue(0));

/** From 0 to 1, both included: a probability, a threshold. */
export const share: Field<number> = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** From 0 on and below 1: momentum, the decay of an average. */
export const decay: Field<number> = v.pipe(v.number(), v.minValue(0), v.ltValue(1));
