/**
 * What is planted among photos to be found again: pictures that are made of others, and the features of
 * a folder.
 *
 * @module
 */
import { join } from "node:path";
import { readFeatureFile } from "../datasets/features/read_features.ts";
import { listImages } from "../datasets/folder/walk.ts";
import { sharp } from "../datasets/images/libvips.ts";
import { matrix } from "../search/matrix.ts";
import { unitRows } from "../search/unit_rows.ts";

/** Pixels of three channels. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A picture of another size, each pixel from where `from` says, between its neighbours. */
export function remade(
  { data, width, height }: Pixels,
  [w, h]: readonly [number, number],
  from: (x: number, y: number) => readonly [number, number],
): Pixels {
  const made = new Uint8Array(w * h * 3);
  for (let y = 0, to = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const [u, v] = from(x, y);
      const i = Math.max(0, Math.min(width - 2, Math.floor(u)));
      const j = Math.max(0, Math.min(height - 2, Math.floor(v)));
      const a = Math.max(0, Math.min(1, u - i)), b = Math.max(0, Math.min(1, v - j));
      for (let c = 0; c < 3; c++) {
        const at = (p: number, q: number) => data[(q * width + p) * 3 + c];
        made[to++] = (at(i, j) * (1 - a) + at(i + 1, j) * a) * (1 - b) +
          (at(i, j + 1) * (1 - a) + at(i + 1, j + 1) * a) * b;
      }
    }
  }
  return { data: made, width: w, height: h };
}

/** A picture as a JPEG file. */
export const jpeg = ({ data, width, height }: Pixels, quality = 85) =>
  sharp(data, { raw: { width, height, channels: 3 } }).jpeg({ quality }).toBuffer();

/** Images of a folder, so many of them, spread evenly; paths within it. */
export async function evenly(folder: string, count: number): Promise<string[]> {
  const { images } = await listImages(join(folder, "/"));
  const every = Math.max(1, Math.floor(images.length / count));
  return images.filter((_, i) => i % every === 0).slice(0, count);
}

export type Features = ReadonlyMap<string, Float32Array | Float64Array>;

/** Features of the pictures of a folder, of length 1, by their names. */
export async function featuresOf(
  place: string,
  encoder: string,
): Promise<Features> {
  const file = `${place}.npy`, main = new URL("../cli/main.ts", import.meta.url).pathname;
  try {
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", main, "embed", place, "--encoder", encoder, "--to", file],
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    const { data, rows, dimensions, names } = await readFeatureFile(file);
    const unit = unitRows(matrix(data, dimensions)).data;
    return new Map(
      Array.from({ length: rows }, (_, row) => [
        names![row],
        unit.subarray(row * dimensions, (row + 1) * dimensions),
      ]),
    );
  } finally {
    for (const end of ["npy", "jsonl"]) await Deno.remove(`${place}.${end}`).catch(() => {});
  }
}
