import { type DecodeOptions, withDecoded } from "./decode.ts";
import { release } from "../../core/release.ts";
import type { DecodedImage } from "./rgb.ts";
import { pillowWeights, resample } from "./resample.ts";
import type { SquareForm } from "./square_form.ts";

/** Half a pixel goes to the even side, as in Python and so in torchvision's `CenterCrop`. */
function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  return x - floor === 0.5 ? floor + (floor & 1) : Math.round(x);
}

/**
 * The middle square of an image: the short side is brought to `side` with an antialiased
 * resampling, the long side cropped. What torchvision's `Resize(side)` and `CenterCrop(side)` make of
 * a Pillow image; where the form says so, the whole image squeezed, as by `Resize((side, side))`.
 *
 * Only the square is computed, so a strip of 100,000 x 1 pixels costs no more than a photo.
 *
 * @returns `[side, side, 3]`
 */
export function squareOf(
  image: DecodedImage,
  side: number,
  { interpolation, fit }: SquareForm = {},
): Uint8Array {
  const { width, height, data, full, spans } = image;
  const short = Math.min(...full);
  const [across, down] = [width, height].map((length, axis) => {
    const whole = fit === "squeeze" ? side : Math.floor(side * full[axis] / short);
    const offset = roundHalfEven((whole - side) / 2);
    return pillowWeights(length, whole, offset, side, spans?.[axis], interpolation);
  });
  return resample(data, width, across, down);
}

/** How an image is prepared, and what a person should know of it. */
export interface PrepareImageOptions extends Omit<DecodeOptions, "side">, SquareForm {
  /** Called for one of 16 bits that uses the lower ones alone, and is brightened. */
  readonly stretched?: () => void;
}

/**
 * Decodes an image file and gives its square, upright.
 *
 * @param bytes The file.
 * @param side Height and width of the square.
 * @returns `[side, side, 3]`, 0 to 255; `stretched` is called where it was brightened.
 * @throws {BadImage} If it cannot be used, with the reason.
 */
export function prepareImage(
  bytes: Uint8Array,
  side: number,
  { stretched, ...options }: PrepareImageOptions = {},
): Promise<Uint8Array> {
  return withDecoded(bytes, (image) => {
    if (image.stretched) stretched?.();
    const square = squareOf(image, side, options);
    release(image.data);
    return square;
  }, { ...options, side });
}
