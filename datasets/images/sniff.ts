/** Image formats that are told apart. Not all of them can be decoded. */
export type ImageFormat =
  | "jpeg"
  | "png"
  | "webp"
  | "avif"
  | "bmp"
  | "tiff"
  | "bigtiff"
  | "gif"
  | "heic";

/** Image formats that can be decoded. */
export type DecodableFormat = Exclude<ImageFormat, "heic" | "bigtiff">;

/** Bytes that {@link sniff} needs at most. */
export const SNIFF_BYTES = 64;

const BMP_HEADERS = new Set([12, 16, 40, 52, 56, 64, 108, 124]);
const HEIC_BRANDS = /^(heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/;

/**
 * The format of an image file, by its first bytes and never by its name.
 *
 * @example
 * ```ts
 * import { sniff } from "@crlc/crlc/datasets";
 * import { strictEqual } from "node:assert/strict";
 *
 * strictEqual(sniff(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)), "jpeg");
 * strictEqual(sniff(new TextEncoder().encode("<!doctype html>")), undefined);
 * ```
 *
 * @param head The file, or its first {@link SNIFF_BYTES} bytes.
 */
export function sniff(head: Uint8Array): ImageFormat | undefined {
  const text = String.fromCharCode(...head.subarray(0, SNIFF_BYTES));
  // A fourth byte of f7 is JPEG-LS.
  if (/^\xff\xd8\xff[^\xf7]/.test(text)) return "jpeg";
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) return "webp";
  if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) return "gif";
  if (text.startsWith("II*\0") || text.startsWith("MM\0*")) return "tiff";
  if (text.startsWith("II+\0\b\0\0\0") || text.startsWith("MM\0+\0\b\0\0")) return "bigtiff";
  if (text.startsWith("BM") && head.length >= 18) {
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    if (BMP_HEADERS.has(view.getUint32(14, true))) return "bmp";
  }
  if (text.startsWith("ftyp", 4)) {
    const end = Math.min(
      new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(0),
      text.length,
    );
    const brands = [text.slice(8, 12)];
    for (let at = 16; at + 4 <= end; at += 4) brands.push(text.slice(at, at + 4));
    if (brands.includes("avif") || brands.includes("avis")) return "avif";
    if (brands.some((brand) => HEIC_BRANDS.test(brand))) return "heic";
  }
  return undefined;
}
