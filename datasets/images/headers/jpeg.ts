import type { ImageKind } from "../costs.ts";
import type { ImageHeader } from "./image_header.ts";
import { coefficients } from "../jpeg/coefficients.ts";
import { isFrame } from "../jpeg/is_frame.ts";
import { exifOrientation } from "./tags.ts";

const END = 0xd9, SCAN = 0xda, APP1 = 0xe1;

/** Frames whose coefficients come in several scans, with Huffman or arithmetic codes. */
const PROGRESSIVE: readonly number[] = [0xc2, 0xc6, 0xca, 0xce];

/** Stuffing and filling. */
const isNone = (marker: number) => marker === 0 || marker === 0xff;

/** Markers that may follow the data of a scan; others there are damage, and are read over. */
const isSegmentBetweenScans = (marker: number) =>
  (marker >= 0xc0 && marker <= 0xcf) || (marker >= 0xda && marker <= 0xef) || marker === 0xfe;

/**
 * Walks the segments of a JPEG file to its end marker, over the data of every scan.
 *
 * A file without the end marker counts as cut, and so does a progressive one whose last scans are
 * missing: decoders make up what is missing and say nothing. What follows the end marker does not
 * matter.
 */
export function readJpeg(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let width = 0, height = 0, scans = 0, frame = 0, whole = false;
  let exif: Uint8Array | undefined;
  const sent = coefficients();
  for (let at = bytes.indexOf(0xff, 2); at >= 0 && at + 1 < bytes.length;) {
    const marker = bytes[at + 1];
    if (marker === END) {
      whole = true;
      break;
    }
    // Before the first scan the decoder takes every marker for a segment, and so no segment may be
    // looked into here: it could hold a smaller frame.
    if (scans === 0 ? isNone(marker) : !isSegmentBetweenScans(marker)) {
      // Filling, stuffed bytes, restarts, or damage.
      at = bytes.indexOf(0xff, at + (marker === 0xff ? 1 : 2));
      continue;
    }
    if (at + 4 > bytes.length) break;
    const start = at + 4, end = at + 2 + view.getUint16(at + 2);
    if (end < start || end > bytes.length) break;
    if (isFrame(marker) && width === 0) {
      height = view.getUint16(start + 1);
      width = view.getUint16(start + 3);
      frame = at;
    }
    if (marker === SCAN) {
      scans++;
      sent.add(bytes.subarray(start, end));
    }
    if (marker === APP1 && exif === undefined && isExif(bytes, start)) {
      exif = bytes.subarray(start, end);
    }
    // The data of a scan has no length: the next marker ends it.
    at = bytes.indexOf(0xff, end);
  }
  if (width === 0 || height === 0) return undefined;
  const kind = kindOf(bytes.subarray(frame + 9), scans);
  if (PROGRESSIVE.includes(bytes[frame + 1])) whole &&= sent.areWhole(bytes.subarray(frame + 9));
  return { width, height, kind, orientation: exifOrientation(exif), whole };
}

const isExif = (bytes: Uint8Array, at: number) =>
  bytes[at] === 0x45 && bytes[at + 1] === 0x78 && bytes[at + 2] === 0x69 && bytes[at + 3] === 0x66;

/**
 * What decoding costs: all coefficients are held of a file in several scans, which is little where
 * colours have a quarter of the pixels.
 *
 * @param components Their number, then three bytes each.
 */
function kindOf(components: Uint8Array, scans: number): ImageKind {
  const count = components[0];
  if (scans <= 1 || count <= 1) return "JPEG";
  if (count > 3) return "progressive JPEG of four colours";
  const areas = Array.from({ length: count }, (_, i) => {
    const factors = components[2 + 3 * i];
    return (factors >> 4) * (factors & 15);
  });
  const samples = areas.reduce((sum, area) => sum + area, 0) / areas[0];
  return samples <= 1.5 ? "JPEG" : "progressive JPEG in full colour";
}
