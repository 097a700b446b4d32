import type { Stream } from "../../core/random.ts";

/** Draws a value; the same stream gives the same one. */
export type Draw<T> = (random: Stream) => T;

/** A whole number from `least` to `most`; one in three is an end of the range. */
export function whole(least: number, most: number): Draw<number> {
  return (random) => {
    const place = random.uniform();
    if (place < 1 / 6) return least;
    if (place < 1 / 3) return most;
    return least + Math.floor(random.uniform() * (most - least + 1));
  };
}

/** One of some values. */
export function among<const T>(...values: readonly T[]): Draw<T> {
  return (random) => values[Math.floor(random.uniform() * values.length)];
}

/** An object of draws, as an object of what they have drawn. */
export function record<T extends object>(
  draws: { readonly [Key in keyof T]: Draw<T[Key]> },
): Draw<T> {
  const entries = Object.entries(draws) as [string, Draw<unknown>][];
  return (random) => Object.fromEntries(entries.map(([key, draw]) => [key, draw(random)])) as T;
}

/** Draws again until something fits. */
export function fitting<T>(draw: Draw<T>, fits: (value: T) => boolean): Draw<T> {
  return (random) => {
    for (;;) {
      const value = draw(random);
      if (fits(value)) return value;
    }
  };
}

/** A seed for other random numbers. */
export const seed: Draw<number> = whole(0, 1_000_000);
