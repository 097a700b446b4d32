import { gzipped } from "../archive/pack.ts";

/** An IDX file of unsigned bytes. */
export function idx(shape: readonly number[], data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + 4 * shape.length + data.length);
  bytes.set([0, 0, 8, shape.length]);
  const view = new DataView(bytes.buffer);
  shape.forEach((size, i) => view.setUint32(4 + 4 * i, size));
  bytes.set(data, 4 + 4 * shape.length);
  return bytes;
}

/** Made-up images of 28 x 28: every pixel of image n is 10 n. */
export const images = (count: number, side = 28): Uint8Array<ArrayBuffer> =>
  idx(
    [count, side, side],
    new Uint8Array(count * side * side).map((_, i) => 10 * Math.floor(i / (side * side))),
  );

/** Made-up labels: image n is of class n modulo 10. */
export const labels = (count: number): Uint8Array<ArrayBuffer> =>
  idx([count], Uint8Array.from({ length: count }, (_, i) => i % 10));

/** The four files of a made-up MNIST: 12 training and 5 test images. */
export async function idxFiles(
  files: Readonly<Record<string, Uint8Array | undefined>> = {},
): Promise<Record<string, Uint8Array>> {
  const all: Record<string, Uint8Array | undefined> = {
    "train-images-idx3-ubyte.gz": await gzipped(images(12)),
    "train-labels-idx1-ubyte.gz": await gzipped(labels(12)),
    "t10k-images-idx3-ubyte.gz": await gzipped(images(5)),
    "t10k-labels-idx1-ubyte.gz": await gzipped(labels(5)),
    ...files,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, data]) => data === undefined ? [] : [[name, data]]),
  );
}
