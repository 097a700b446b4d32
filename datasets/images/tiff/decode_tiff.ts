import { BadImage } from "../bad_image.ts";
import { decodeNatively, type NativePixels } from "../decode_natively.ts";
import { readDirectory, valuesOf } from "../headers/directory.ts";
import { type RgbImage, toRgb } from "../rgb.ts";
import { FLOAT, MULTIPLIED, readLayout, TAG, type TiffLayout, UNKNOWN, YCBCR } from "./layout.ts";
import { recast } from "./recast.ts";
import { refusalOf } from "./refusal.ts";
import {
  divideByAlpha,
  fromFloats,
  lookUp,
  undoDifferences,
  unpack,
  ycbcrToRgb,
} from "./samples.ts";

/** Values of the photometric interpretation. */
const WHITE_IS_ZERO = 0, BLACK_IS_ZERO = 1, RGB = 2, PALETTE = 3;
const DIFFERENCES = 2;
/** Bytes of all samples that the decoder unpacks at most. */
const MOST_BYTES = 256 * 2 ** 20;
/** Colours of the largest palette that is read. */
const MOST_COLOURS = 256;
/** Colour types of the decoder. */
const L = 0, LA = 1, RGBA = 3, LA16 = 5, RGBA16 = 7, RGB32F = 8;

/** Decodes a file as if its tags had other values. */
type Recast = (changes: Readonly<Record<number, number>>) => Promise<NativePixels>;

/**
 * Decodes a TIFF file whose header has been checked to 8-bit RGB.
 *
 * The native decoder unpacks every compression of note and refuses some meanings of what comes out.
 * Of those it is told that they are plain samples, and their meaning is seen to here.
 *
 * @throws {BadImage} If it cannot be used, with the reason.
 */
export async function decodeTiff(bytes: Uint8Array): Promise<RgbImage> {
  const { directory, layout, map } = readStorage(bytes);
  const refusal = refusalOf(layout);
  if (refusal) {
    throw new BadImage(`is a TIFF file ${refusal}, which is not read: convert it to 8 bits RGB`);
  }
  requireRoom(layout);
  const decode: Recast = (changes) => decodeNatively(recast(bytes, directory, changes));
  const grey = layout.photometric === WHITE_IS_ZERO || layout.photometric === BLACK_IS_ZERO;

  if (layout.photometric === PALETTE) {
    if (map.length !== 3 * 2 ** layout.bits) {
      throw new BadImage(
        "is a TIFF file of a palette that cannot be read: convert it to 8 bits RGB",
      );
    }
    const { width, height, pixels } = await decodeIndices(decode, layout);
    return { width, height, data: lookUp(pixels, map) };
  }
  if (grey && isPacked(layout)) {
    const { width, height, pixels } = await decodeIndices(decode, layout);
    const most = 2 ** layout.bits - 1, flip = layout.photometric === WHITE_IS_ZERO ? most : 0;
    const levels = pixels.map((value) => (value ^ flip) * 255 / most);
    return { width, height, data: toRgb(levels, width * height, L)! };
  }
  if (layout.photometric === YCBCR) {
    const { pixels, ...decoded } = await decode({ [TAG.photometric]: RGB });
    if (pixels.length !== decoded.width * decoded.height * 3) throw unknownPixels();
    ycbcrToRgb(pixels);
    return { ...decoded, data: pixels };
  }
  if (grey && layout.samples === 2) {
    return withAlpha(await decode(twiceAsWide(layout)), layout);
  }
  if (grey && layout.format === FLOAT && layout.samples === 1) {
    const decoded = await decode({ ...twiceAsWide(layout), [TAG.bits]: 16, [TAG.format]: 1 });
    return ofFloats({ ...decoded, width: decoded.width / 2 }, 1, layout, directory.little);
  }
  const decoded = await decodeNatively(bytes);
  if (decoded.colourType === RGB32F) return ofFloats(decoded, 3, layout, true);
  const { width, height } = decoded;
  if (
    layout.extra === MULTIPLIED && (decoded.colourType === RGBA || decoded.colourType === RGBA16)
  ) {
    divideByAlpha(samplesOf(decoded.pixels, decoded.colourType === RGBA16), 4);
  }
  const data = toRgb(decoded.pixels, width * height, decoded.colourType);
  if (!data) throw unknownPixels();
  return { width, height, data };
}

/**
 * Makes sure that the decoder will take the pixels on: it has a limit of its own.
 *
 * @throws {BadImage} If there are too many.
 */
function requireRoom({ width, height, samples, bits }: TiffLayout): void {
  const each = samples * Math.ceil(bits / 8);
  if (width * height * each <= MOST_BYTES) return;
  throw new BadImage(
    `has ${Math.ceil(width * height / 1e6)} megapixels, and ${
      Math.floor(MOST_BYTES / each / 1e6)
    } are the most for TIFF of ${each} bytes a pixel: resize it`,
  );
}

/** Reads the directory, how pixels are stored, and their colours where there is a palette. */
function readStorage(bytes: Uint8Array) {
  try {
    const directory = readDirectory(bytes)!, layout = readLayout(directory);
    return { directory, layout, map: valuesOf(directory, TAG.colourMap, 3 * MOST_COLOURS) };
  } catch (error) {
    // What a DataView throws beyond the last byte.
    if (!(error instanceof RangeError)) throw error;
    throw new BadImage("is damaged: its TIFF header cannot be read");
  }
}

/** Two samples of a pixel as two grey pixels, and differences as they are. */
const twiceAsWide = ({ width, tileWidth, bits }: TiffLayout) => ({
  [TAG.width]: 2 * width,
  [TAG.tileWidth]: 2 * tileWidth,
  [TAG.bits]: bits,
  [TAG.samples]: 1,
  [TAG.photometric]: BLACK_IS_ZERO,
  [TAG.predictor]: 1,
});

/** Whether samples lie two or four to a byte, which the decoder does not take apart. */
const isPacked = ({ bits, samples }: TiffLayout) => samples === 1 && (bits === 2 || bits === 4);

/** Samples of up to 8 bits as they are stored. */
async function decodeIndices(decode: Recast, layout: TiffLayout) {
  const { bits, width, tileWidth } = layout;
  const bytes = (samples: number) => Math.ceil(samples * bits / 8);
  const plain = { [TAG.photometric]: BLACK_IS_ZERO };
  const { height, ...decoded } = await decode(
    isPacked(layout)
      ? {
        ...plain,
        [TAG.width]: bytes(width),
        [TAG.tileWidth]: bytes(tileWidth),
        [TAG.bits]: 8,
        [TAG.predictor]: 1,
      }
      : plain,
  );
  if (decoded.colourType !== L) throw unknownPixels();
  if (isPacked(layout)) {
    return { width, height, pixels: unpack(decoded.pixels, width, height, bits) };
  }
  // Of a single bit, the decoder makes black and white.
  return { width, height, pixels: bits === 1 ? decoded.pixels.map((v) => v & 1) : decoded.pixels };
}

function withAlpha({ width, height, pixels, colourType }: NativePixels, layout: TiffLayout) {
  if (colourType !== L && colourType !== L + 4) throw unknownPixels();
  const deep = colourType !== L;
  const samples = samplesOf(pixels, deep);
  if (layout.predictor === DIFFERENCES) undoDifferences(samples, width, 2 * layout.tileWidth, 2);
  if (layout.photometric === WHITE_IS_ZERO) {
    for (let i = 0; i < samples.length; i += 2) samples[i] = ~samples[i];
  }
  if (layout.extra === MULTIPLIED) divideByAlpha(samples, 2);
  if (layout.extra === UNKNOWN) {
    for (let i = 1; i < samples.length; i += 2) samples[i] = 0xffff;
  }
  const data = toRgb(pixels, width / 2 * height, deep ? LA16 : LA)!;
  return { width: width / 2, height, data };
}

const samplesOf = (pixels: Uint8Array, deep: boolean) =>
  deep ? new Uint16Array(pixels.buffer, pixels.byteOffset, pixels.length / 2) : pixels;

/**
 * Floating point from 0 to 1.
 *
 * @param little Whether the halves of a number come from the lower one on.
 */
function ofFloats(
  { width, height, pixels }: NativePixels,
  channels: 1 | 3,
  { photometric }: TiffLayout,
  little: boolean,
): RgbImage {
  if (pixels.length !== width * height * channels * 4) throw unknownPixels();
  if (!little) swapHalves(new Uint16Array(pixels.buffer, pixels.byteOffset, pixels.length / 2));
  const samples = new Float32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4);
  const bytes = fromFloats(samples);
  if (!bytes) {
    throw new BadImage(
      "is a TIFF file of floating-point numbers, not all of them from 0 to 1, so that black and " +
        "white are not known: convert it to 8 bits",
    );
  }
  if (photometric === WHITE_IS_ZERO) bytes.forEach((byte, i) => bytes[i] = 255 - byte);
  return { width, height, data: channels === 3 ? bytes : toRgb(bytes, width * height, L)! };
}

function swapHalves(halves: Uint16Array): void {
  for (let i = 0; i < halves.length; i += 2) {
    [halves[i], halves[i + 1]] = [halves[i + 1], halves[i]];
  }
}

const unknownPixels = () => new BadImage("has pixels that are not 8 or 16 bits");
