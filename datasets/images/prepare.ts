import { type DecodedImage, withDecoded } from "./decode.ts";
import { letGo } from "./let_go.ts";
import { turnOf, turnUpright } from "./orient.ts";
import { bilinearWeights, resample } from "./resample.ts";

/** Half a pixel goes to the even side, as in Python and so in torchvision's `CenterCrop`. */
function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  return x - floor === 0.5 ? floor + (floor & 1) : Math.round(x);
}

/**
 * The middle square of an image, upright: the short side is brought to `side` with an antialiased
 * bilinear resampling, the long side cropped. What torchvision's `Resize(side)` and
 * `CenterCrop(side)` make of a Pillow image.
 *
 * Only the square is computed, so a strip of 100,000 x 1 pixels costs no more than a photo.
 *
 * @returns `[side, side, 3]`
 */
export function squareOf(image: DecodedImage, side: number): Uint8Array {
  const turn = turnOf(image.orientation);
  const short = Math.min(image.width, image.height);
  const [across, down] = ([[image.width, turn.flipX], [image.height, turn.flipY]] as const).map(
    ([length, flipped]) => {
      const whole = Math.floor(side * length / short);
      const offset = roundHalfEven((whole - side) / 2);
      // The crop is that of the upright image.
      return bilinearWeights(length, whole, flipped ? whole - side - offset : offset, side);
    },
  );
  const stored = resample(image.data, image.width, across, down);
  if (image.orientation === 1) return stored;
  const upright = new Uint8Array(stored.length);
  turnUpright(stored, side, turn, upright);
  return upright;
}

/**
 * Decodes an image file and gives its middle square.
 *
 * @param bytes The file.
 * @param side Height and width of the square.
 * @returns `[side, side, 3]`, 0 to 255.
 * @throws {BadImage} If it cannot be used, with the reason.
 */
export function prepareImage(bytes: Uint8Array, side: number): Promise<Uint8Array> {
  return withDecoded(bytes, (image) => {
    const square = squareOf(image, side);
    letGo(image.data);
    return square;
  });
}
