import { join, resolve } from "node:path";
import type { Dataset } from "../../datasets/dataset.ts";
import { decodeImage } from "../../datasets/images/decode.ts";
import { type ImageFormat, sniff, SNIFF_BYTES } from "../../datasets/images/sniff.ts";
import { encodePng } from "../export/png.ts";

/** A picture as a browser takes it. */
export interface Picture {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** What browsers show as it is. */
const SHOWN: Partial<Readonly<Record<ImageFormat, string>>> = {
  ...{ jpeg: "image/jpeg", png: "image/png", webp: "image/webp", avif: "image/avif" },
  ...{ gif: "image/gif", bmp: "image/bmp" },
};

/** Larger files are shown as the run has them. */
const MOST_BYTES = 256_000_000;

/**
 * One picture of a run as large as it is: its file where it has one, as PNG where browsers do not know
 * the format. What has no file of its own, or lies behind a symbolic link, is shown as the run has
 * prepared it; so is what is no picture any more.
 *
 * @param dataset Open, of the run; only its images can be asked for.
 */
export async function pictureOf(dataset: Dataset, index: number): Promise<Picture> {
  const root = dataset.remarks?.root;
  const bytes = root === undefined ? undefined : await fileOf(root, dataset.name(index));
  if (bytes) {
    const format = sniff(bytes.subarray(0, SNIFF_BYTES)), type = format && SHOWN[format];
    if (type !== undefined) return { type, bytes };
    const decoded = format && await decodeImage(bytes).catch(() => undefined);
    if (decoded) {
      const { data, width, height } = decoded;
      return png(data, { width, height, channels: 3 });
    }
  }
  const { height, width, channels } = dataset;
  const pixels = new Uint8Array(height * width * channels);
  await dataset.read(Uint32Array.of(index), pixels);
  return png(pixels, { height, width, channels });
}

async function png(pixels: Uint8Array, shape: { width: number; height: number; channels: number }) {
  return { type: "image/png", bytes: await encodePng(pixels, shape) };
}

/** The bytes of a plain file below a folder, whatever the names between them; nothing of any other. */
async function fileOf(root: string, name: string): Promise<Uint8Array | undefined> {
  const path = join(root, name);
  try {
    // A pipe would be waited for.
    const there = await Deno.lstat(path);
    if (!there.isFile || there.size > MOST_BYTES) return undefined;
    if (await Deno.realPath(path) !== resolve(await Deno.realPath(root), name)) return undefined;
    using file = await Deno.open(path, { read: true });
    // What was looked at, and nothing that has taken its place since.
    const { ino, dev } = await file.stat();
    if (ino !== there.ino || dev !== there.dev) return undefined;
    return new Uint8Array(await new Response(file.readable).arrayBuffer());
  } catch {
    return undefined;
  }
}
