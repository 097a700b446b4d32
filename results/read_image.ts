import { CrlcError, messageOf } from "../core/errors.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { prepareFile } from "../datasets/folder/prepare_file.ts";
import { BadImage } from "../datasets/images/bad_image.ts";
import type { SquareForm } from "../datasets/images/square_form.ts";
import { greyOf } from "../datasets/images/grey.ts";

/**
 * Reads a picture as an image of a data set's size: its square, upright.
 *
 * @returns `[1, height, width, channels]`, 0 to 255; grey where the data set is.
 * @throws {CrlcError} `NO_SUCH_IMAGE` where no file is, `BAD_IMAGE` for one that cannot be used.
 */
export async function readImage(
  path: string,
  dataset: Dataset,
  form?: SquareForm,
): Promise<Uint8Array> {
  let file: string;
  try {
    file = await Deno.realPath(path);
  } catch (cause) {
    throw new CrlcError(
      "data",
      "NO_SUCH_IMAGE",
      `Cannot read "${path}": it must be the number of an image or a picture file, and is neither`,
      { hint: `numbers are from 0 to ${dataset.length - 1}`, cause },
    );
  }
  const { height, width, channels } = dataset;
  if (height !== width) {
    throw new CrlcError(
      "data",
      "BAD_IMAGE",
      `Cannot compare "${path}" with images of ${height} x ${width} pixels: they must be square`,
    );
  }
  let square: Uint8Array;
  try {
    square = await prepareFile(file, width, form);
  } catch (cause) {
    if (!(cause instanceof BadImage)) throw cause;
    throw new CrlcError("data", "BAD_IMAGE", `Cannot use "${path}": it ${messageOf(cause)}`, {
      hint: "JPEG, PNG, WebP, AVIF, BMP, TIFF and GIF pictures can be used",
      cause,
    });
  }
  return channels === 1 ? greyOf(square) : square;
}
