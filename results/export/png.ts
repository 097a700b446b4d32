/** Size of an image `[height, width, channels]`. */
export interface PixelShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Encodes an image given as RGBA. */
export interface Encoder {
  png(): Promise<Uint8Array<ArrayBuffer>>;
  webp(quality: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** The encoder of an image given as RGBA. */
export async function encoderOf(
  rgba: Uint8Array,
  { height, width }: { height: number; width: number },
): Promise<Encoder> {
  const { sharp } = await import("../../datasets/images/libvips.ts");
  const image = sharp(rgba, { raw: { width, height, channels: 4 }, limitInputPixels: false });
  return {
    png: () => image.png().toBuffer(),
    webp: (quality) => image.webp({ quality }).toBuffer(),
  };
}

/** Copies an image of 1 or 3 channels into an RGBA canvas at a place. */
export function drawInto(
  canvas: Uint8Array,
  canvasWidth: number,
  pixels: Uint8Array,
  { height, width, channels }: PixelShape,
  left: number,
  top: number,
): void {
  const green = channels >= 3 ? 1 : 0;
  for (let y = 0, from = 0; y < height; y++) {
    for (let x = 0, to = 4 * ((top + y) * canvasWidth + left); x < width; x++, to += 4) {
      canvas[to] = pixels[from];
      canvas[to + 1] = pixels[from + green];
      canvas[to + 2] = pixels[from + 2 * green];
      canvas[to + 3] = 255;
      from += channels;
    }
  }
}

/** A PNG file of one image. */
export async function encodePng(pixels: Uint8Array, shape: PixelShape): Promise<Uint8Array> {
  const rgba = new Uint8Array(4 * shape.height * shape.width);
  drawInto(rgba, shape.width, pixels, shape, 0, 0);
  return (await encoderOf(rgba, shape)).png();
}
