import { release } from "../../core/release.ts";
import { prepareImage } from "../images/prepare.ts";
import type { SquareForm } from "../images/square_form.ts";
import { readImage } from "./read_image.ts";

/** How an image is prepared, and what a person should know of it. */
export interface PrepareFileOptions extends SquareForm {
  /** Called for one of 16 bits that uses the lower ones alone, and is brightened. */
  readonly stretched?: () => void;
}

/** Files of more bytes are read one at a time: a folder may hold nothing but such. */
const LARGE = 32_000_000;

let last: Promise<unknown> = Promise.resolve();

/**
 * Reads an image file and gives its square.
 *
 * @param side Height and width of the square.
 * @returns `[side, side, 3]`, 0 to 255.
 * @throws {BadImage} If it cannot be read or used, with the reason.
 */
export async function prepareFile(
  path: string,
  side: number,
  options: PrepareFileOptions = {},
): Promise<Uint8Array> {
  const work = async () => {
    const bytes = await readImage(path);
    const square = await prepareImage(bytes, side, options);
    // Not where it failed: a decoder that takes too long may still be reading.
    release(bytes);
    return square;
  };
  const size = await Deno.stat(path).then(({ size }) => size, () => 0);
  return size > LARGE ? await alone(work) : await work();
}

/** Does work after all work that was given before. */
function alone<Result>(work: () => Promise<Result>): Promise<Result> {
  const mine = last.then(work);
  last = mine.catch(() => {});
  return mine;
}
