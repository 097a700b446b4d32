import { crc32, deflateSync } from "node:zlib";
import type { sharp as Sharp } from "../../../datasets/images/libvips.ts";

/** Colour of a pixel, `[red, green, blue]` or with alpha. */
export type Paint = (x: number, y: number) => readonly number[];

function paintRgba(width: number, height: number, paint: Paint): Uint8Array {
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const [red, green, blue, alpha = 255] = paint(x, y);
      rgba.set([red, green, blue, alpha], at);
    }
  }
  return rgba;
}

/** A chunk of a PNG file. */
function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length), view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/** A PNG file of samples as they are stored. */
export function png(
  width: number,
  height: number,
  bits: number,
  colourType: number,
  samples: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13), view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([bits, colourType], 8);
  const line = samples.length / height, rows = new Uint8Array((line + 1) * height);
  for (let y = 0; y < height; y++) {
    rows.set(samples.subarray(y * line, (y + 1) * line), y * (line + 1) + 1);
  }
  return Uint8Array.of(
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk("IHDR", header),
    ...chunk("IDAT", deflateSync(rows)),
    ...chunk("IEND", new Uint8Array()),
  );
}

/** A PNG file, with alpha; other formats take a while, see {@link encodeAs}. */
export function encode(
  _format: "png",
  width: number,
  height: number,
  paint: Paint,
): Uint8Array<ArrayBuffer> {
  return png(width, height, 8, 6, paintRgba(width, height, paint));
}

type Image = ReturnType<typeof Sharp>;

const FORMATS = {
  jpeg: (image: Image) => image.jpeg({ quality: 95 }),
  png: (image: Image) => image.png(),
  webp: (image: Image) => image.webp({ lossless: true }),
  avif: (image: Image) => image.avif({ quality: 95, effort: 0 }),
  tiff: (image: Image) => image.tiff({ compression: "lzw" }),
  gif: (image: Image) => image.gif(),
};

export type EncodedFormat = keyof typeof FORMATS;
export const ENCODED_FORMATS = Object.keys(FORMATS) as EncodedFormat[];

/** An image file of the given format, as `sharp` writes it. */
export async function encodeAs(
  format: EncodedFormat,
  width: number,
  height: number,
  paint: Paint,
): Promise<Uint8Array<ArrayBuffer>> {
  const { sharp } = await import("../../../datasets/images/libvips.ts");
  const raw = { width, height, channels: 4 } as const;
  const image = sharp(paintRgba(width, height, paint), { raw });
  return new Uint8Array(await FORMATS[format](image).toBuffer());
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
