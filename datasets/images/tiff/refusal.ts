import { FLOAT, JPEG, type TiffLayout, YCBCR } from "./layout.ts";

const COMPRESSIONS: Readonly<Record<number, string>> = {
  2: "CCITT Huffman",
  3: "CCITT Group 3",
  6: "old-style JPEG",
  34712: "JPEG 2000",
  34887: "LERC",
  34925: "LZMA",
  50000: "Zstandard",
  50001: "WebP",
};
/** Compressions that keep an order of bits of their own. */
const GROUP_4 = 4;
const LABS: readonly number[] = [8, 9, 10];
const SIGNED = 2;

/** Why a TIFF file is not read, in words that follow "is a TIFF file"; nothing if it is. */
export function refusalOf(layout: TiffLayout): string | undefined {
  const { bits, compression, photometric, samples, predictor, format } = layout;
  if (compression in COMPRESSIONS) return `with ${COMPRESSIONS[compression]} compression`;
  if (LABS.includes(photometric)) return "of CIELab colours";
  if (layout.reversed && compression !== GROUP_4) return "of bytes with reversed bits";
  if (photometric <= 1 && samples === 2 && (compression === JPEG || layout.planar)) {
    return `of grey with alpha ${layout.planar ? "in separate planes" : "in JPEG compression"}`;
  }
  if (format === FLOAT && (bits !== 32 || samples === 2)) {
    return `of ${bits}-bit floating-point numbers${samples === 2 ? " with alpha" : ""}`;
  }
  if (format === FLOAT && samples === 1 && predictor !== 1) {
    return "of floating-point numbers stored as differences";
  }
  // A whole number of 32 bits may count anything: its white is not known.
  if (format !== FLOAT && bits > 16) return `of ${bits}-bit whole numbers`;
  if (format === SIGNED) return "of signed numbers";
  if (photometric === YCBCR && compression !== JPEG && layout.subsampled) {
    return "of subsampled YCbCr colours without JPEG compression";
  }
  return undefined;
}
