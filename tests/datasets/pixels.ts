import type { Dataset } from "../../datasets/dataset.ts";

/** Every pixel of a data set, `[n, h, w, c]`. */
export async function allPixels(set: Dataset): Promise<Uint8Array> {
  const pixels = new Uint8Array(set.length * set.height * set.width * set.channels);
  await set.read(Uint32Array.from({ length: set.length }, (_, i) => i), pixels);
  return pixels;
}
