import { type Directory, valuesOf } from "../headers/directory.ts";

/** How a TIFF file stores its pixels; the values are those of the TIFF 6.0 specification. */
export interface TiffLayout {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample. */
  readonly bits: number;
  readonly compression: number;
  /** What the samples mean. */
  readonly photometric: number;
  readonly samples: number;
  /** Whether the channels lie one after the other and not pixel by pixel. */
  readonly planar: boolean;
  /** 1 for none, 2 for differences of whole numbers, 3 for those of floating point. */
  readonly predictor: number;
  /** Width of a tile, or of the picture where it has none. */
  readonly tileWidth: number;
  /** 1 for whole numbers, 2 for signed ones, 3 for floating point. */
  readonly format: number;
  /** What a sample beside the colours is: 0 nothing, 1 alpha that they are multiplied by, 2 alpha. */
  readonly extra: number;
  /** Whether bits run from the lowest of a byte on. */
  readonly reversed: boolean;
  /** Whether colours are stored at fewer places than brightness. */
  readonly subsampled: boolean;
}

/** The compression that is called new-style JPEG. */
export const JPEG = 7;
/** The meaning of samples that are brightness and differences of colour. */
export const YCBCR = 6;
/** The format of floating-point samples. */
export const FLOAT = 3;

/** Tags of a TIFF directory. */
export const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  samples: 277,
  stripByteCounts: 279,
  planar: 284,
  predictor: 317,
  colourMap: 320,
  tileWidth: 322,
  tileOffsets: 324,
  tileByteCounts: 325,
  extraSamples: 338,
  format: 339,
  jpegTables: 347,
  subsampling: 530,
} as const;

/** Values of the tag of extra samples: of no meaning, alpha, and alpha that colours are not multiplied by. */
export const UNKNOWN = 0, MULTIPLIED = 1, STRAIGHT = 2;

/** Reads how pixels are stored, with the defaults of the specification. */
export function readLayout(directory: Directory): TiffLayout {
  const one = (tag: number, otherwise: number) => valuesOf(directory, tag)[0] ?? otherwise;
  const width = one(TAG.width, 0);
  const [across = 2, down = 2] = valuesOf(directory, TAG.subsampling, 2);
  return {
    width,
    height: one(TAG.height, 0),
    bits: one(TAG.bits, 1),
    compression: one(TAG.compression, 1),
    photometric: one(TAG.photometric, 1),
    samples: one(TAG.samples, 1),
    planar: one(TAG.planar, 1) === 2,
    predictor: one(TAG.predictor, 1),
    tileWidth: one(TAG.tileWidth, width),
    format: one(TAG.format, 1),
    extra: one(TAG.extraSamples, STRAIGHT),
    reversed: one(TAG.fillOrder, 1) === 2,
    subsampled: across !== 1 || down !== 1,
  };
}
