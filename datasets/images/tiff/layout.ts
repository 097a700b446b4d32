import { type Directory, valuesOf } from "../headers/directory.ts";

/** How a TIFF file stores its pixels; the values are those of the TIFF 6.0 specification. */
export interface TiffLayout {
  readonly width: number;
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
  /** Whether colours are stored at fewer places than brightness. */
  readonly subsampled: boolean;
}

/** Tags of a TIFF directory. */
export const TAG = {
  width: 256,
  bits: 258,
  compression: 259,
  photometric: 262,
  samples: 277,
  planar: 284,
  predictor: 317,
  colourMap: 320,
  tileWidth: 322,
  format: 339,
  subsampling: 530,
} as const;

/** Reads how pixels are stored, with the defaults of the specification. */
export function readLayout(directory: Directory): TiffLayout {
  const one = (tag: number, otherwise: number) => valuesOf(directory, tag)[0] ?? otherwise;
  const width = one(TAG.width, 0);
  const [across = 2, down = 2] = valuesOf(directory, TAG.subsampling, 2);
  return {
    width,
    bits: one(TAG.bits, 1),
    compression: one(TAG.compression, 1),
    photometric: one(TAG.photometric, 1),
    samples: one(TAG.samples, 1),
    planar: one(TAG.planar, 1) === 2,
    predictor: one(TAG.predictor, 1),
    tileWidth: one(TAG.tileWidth, width),
    format: one(TAG.format, 1),
    subsampled: across !== 1 || down !== 1,
  };
}
