import { BadImage } from "./bad_image.ts";

/** Tags of a TIFF directory. */
const BITS = 258, COMPRESSION = 259, PHOTOMETRIC = 262, EXTRA = 338, FORMAT = 339;
const STRIPS = [273, 279] as const, TILES = [324, 325] as const;
/** Bytes of a value of each type that is read: BYTE, SHORT, LONG. */
const BYTES: Readonly<Record<number, 1 | 2 | 4>> = { 1: 1, 3: 2, 4: 4 };

const JPEG = 7, YCBCR = 6, LABS: readonly number[] = [8, 9, 10], SIGNED = 2, FLOAT = 3;
/** Strips or tiles of a picture of very many. */
const MOST_VALUES = 1_000_000;
/** Values of the tag of a sample beside the colours: of no meaning, alpha of two kinds. */
const NOTHING = 0, STRAIGHT = 2;

/**
 * Reads the first directory of a TIFF file, as far as libvips says too little of it or errs.
 *
 * @returns Whether a sample beside the colours is no alpha.
 * @throws {BadImage} If it cannot be read, or pixels are missing, or mean what libvips does not know.
 */
export function readTiff(bytes: Uint8Array): boolean {
  try {
    const values = readDirectory(bytes);
    for (const [offsets, counts] of [STRIPS, TILES]) {
      const sizes = values(counts);
      if (values(offsets).some((offset, i) => offset + sizes[i] > bytes.length)) {
        throw new BadImage("is cut: pixels are missing");
      }
    }
    const one = (tag: number, otherwise: number) => values(tag)[0] ?? otherwise;
    const refused = refusalOf(one);
    if (!refused) return one(EXTRA, STRAIGHT) === NOTHING;
    throw new BadImage(`is a TIFF file of ${refused}, which is not read: convert it to 8 bits RGB`);
  } catch (error) {
    // What a DataView throws beyond the last byte.
    if (!(error instanceof RangeError)) throw error;
    throw new BadImage("is damaged or cut: its directory cannot be read");
  }
}

/** What a TIFF file holds that is not read. */
function refusalOf(one: (tag: number, otherwise: number) => number): string | undefined {
  const photometric = one(PHOTOMETRIC, 1), format = one(FORMAT, 1), bits = one(BITS, 1);
  if (LABS.includes(photometric)) return "CIELab colours";
  if (photometric === YCBCR && one(COMPRESSION, 1) !== JPEG) {
    return "YCbCr colours without JPEG compression";
  }
  if (format === FLOAT && bits !== 32) return `${bits}-bit floating-point numbers`;
  // A whole number of 32 bits may count anything: its white is not known.
  if (format !== FLOAT && bits > 16) return `${bits}-bit whole numbers`;
  return format === SIGNED ? "signed numbers" : undefined;
}

/**
 * Finds the first directory.
 *
 * @returns The values of a tag; none where it is not there or holds no whole numbers.
 */
function readDirectory(bytes: Uint8Array): (tag: number) => number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = view.getUint8(0) === 0x49, start = view.getUint32(4, little);
  const entries = new Map<number, number>();
  for (let i = 0; i < view.getUint16(start, little); i++) {
    const entry = start + 2 + 12 * i;
    entries.set(view.getUint16(entry, little), entry);
  }
  return (tag) => {
    const entry = entries.get(tag);
    const size = entry === undefined ? undefined : BYTES[view.getUint16(entry + 2, little)];
    if (entry === undefined || size === undefined) return [];
    const count = view.getUint32(entry + 4, little);
    if (count > MOST_VALUES) throw new RangeError();
    // What fits into four bytes lies in the entry itself.
    const from = size * count <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
    return Array.from({ length: count }, (_, i) => {
      const at = from + size * i;
      if (size === 1) return view.getUint8(at);
      return size === 2 ? view.getUint16(at, little) : view.getUint32(at, little);
    });
  };
}
