import type { ImageHeader } from "./image_header.ts";

/** Reads the header of a BMP file. The decoder notices a cut one. */
export function readBmp(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const old = view.getUint32(14, true) === 12;
  const width = old ? view.getUint16(18, true) : view.getInt32(18, true);
  // Negative where the rows go from top to bottom.
  const height = old ? view.getUint16(20, true) : Math.abs(view.getInt32(22, true));
  if (width <= 0 || height <= 0) return undefined;
  return { width, height, kind: "BMP", orientation: 1, whole: true };
}
