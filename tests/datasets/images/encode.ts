import { Transformer } from "@napi-rs/image";

/** Colour of a pixel, `[red, green, blue]` or with alpha. */
export type Paint = (x: number, y: number) => readonly number[];

const FORMATS = {
  jpeg: (t: Transformer) => t.jpegSync(95),
  png: (t: Transformer) => t.pngSync(),
  webp: (t: Transformer) => t.webpLosslessSync(),
  avif: (t: Transformer) => t.avifSync({ quality: 95, speed: 10 }),
  bmp: (t: Transformer) => t.bmpSync(),
  tiff: (t: Transformer) => t.tiffSync(),
};

export type EncodedFormat = keyof typeof FORMATS;
export const ENCODED_FORMATS = Object.keys(FORMATS) as EncodedFormat[];

/** An image file of the given format. */
export function encode(
  format: EncodedFormat,
  width: number,
  height: number,
  paint: Paint,
): Uint8Array {
  const pixels = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [red, green, blue, alpha = 255] = paint(x, y);
      pixels.set([red, green, blue, alpha], (y * width + x) * 4);
    }
  }
  return new Uint8Array(FORMATS[format](Transformer.fromRgbaPixels(pixels, width, height)));
}

/** A flat image of one colour. */
export const flat = (red: number, green: number, blue: number): Paint => () => [red, green, blue];

/** An EXIF block with nothing but an orientation, in either byte order. */
export function exif(orientation: number, little = true): Uint8Array {
  const bytes = new Uint8Array(26), view = new DataView(bytes.buffer);
  bytes.set(little ? [0x49, 0x49] : [0x4d, 0x4d]);
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  view.setUint16(8, 1, little);
  view.setUint16(10, 0x0112, little);
  view.setUint16(12, 3, little);
  view.setUint32(14, 1, little);
  view.setUint16(18, orientation, little);
  return bytes;
}

/** Puts an EXIF block behind the first two bytes of a JPEG file. */
export function withExif(jpeg: Uint8Array, block: Uint8Array): Uint8Array {
  const marked = [0x45, 0x78, 0x69, 0x66, 0, 0, ...block];
  const length = marked.length + 2;
  return Uint8Array.from([
    ...jpeg.subarray(0, 2),
    ...[0xff, 0xe1, length >> 8, length & 255],
    ...marked,
    ...jpeg.subarray(2),
  ]);
}
