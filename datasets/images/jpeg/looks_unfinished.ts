import type { RgbImage } from "../rgb.ts";

/** Columns that are compared with those before them: one or two blocks. */
const STEP = 16;
/** What rounding may add to a difference that is the same for a whole block. */
const SLACK = 2;

/**
 * Whether the last pixels of a decoded JPEG file could be made up.
 *
 * A decoder that runs out of data reads zeros, and so makes every block like the one before it, or
 * darker or lighter by always the same. Few photos end so, and a look at one row costs nothing; for
 * those that do, and for narrow ones, the file has to be asked.
 */
export function looksUnfinished({ width, height, data }: RgbImage): boolean {
  if (width < 2 * STEP) return true;
  const end = width * height * 3;
  for (let channel = 0; channel < 3; channel++) {
    let least = 255, most = -255;
    for (let at = end - 3 * STEP + channel; at < end; at += 3) {
      const value = data[at], before = data[at - 3 * STEP];
      if (value === 0 || value === 255) continue;
      least = Math.min(least, value - before);
      most = Math.max(most, value - before);
    }
    if (most - least > SLACK) return false;
  }
  return true;
}
