import type { CachePlace } from "../dataset.ts";
import type { ImageSource } from "../image_source.ts";

/** Where the images of a data set come from, and why files are bad, by their number. */
export interface Prepared {
  readonly source: ImageSource;
  readonly bad: ReadonlyMap<number, string>;
}

/** Most bytes of images that are held in memory where nothing is kept on the disk. */
export const MOST_WITHOUT_CACHE = 4 * 2 ** 30;
/** Images of up to so many bytes are held in memory where they are kept on the disk as well. */
const IN_MEMORY = 2 ** 30;

/** Whether images that are kept on the disk are held in memory. */
export function fitsMemory(bytes: number, { memory = IN_MEMORY }: CachePlace): boolean {
  return bytes <= memory;
}
