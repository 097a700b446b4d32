import type { CachePlace } from "../dataset.ts";
import type { ImageSource } from "../image_source.ts";

/** Images that can be used, and that a person should know of, by their number among such images. */
export interface Marks {
  /** Of one colour all over. */
  readonly flat: readonly number[];
  /** Of 16 bits, of which the lower ones are used alone. */
  readonly stretched: readonly number[];
}

/** What was found as files were decoded. */
export interface Findings {
  /** Why files are bad, by their number in the listing. */
  readonly bad: ReadonlyMap<number, string>;
  readonly marks: Marks;
}

/** Where the images of a data set come from, and what was found of them. */
export interface Prepared extends Findings {
  readonly source: ImageSource;
}

/** Most bytes of images that are held in memory where nothing is kept on the disk. */
export const MOST_WITHOUT_CACHE = 4 * 2 ** 30;
/** Images of up to so many bytes are held in memory where they are kept on the disk as well. */
const IN_MEMORY = 2 ** 30;

/** Whether images that are kept on the disk are held in memory. */
export function fitsMemory(bytes: number, { memory = IN_MEMORY }: CachePlace): boolean {
  return bytes <= memory;
}
