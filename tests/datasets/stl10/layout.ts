import { join } from "node:path";

export const STL_FOLDER = "stl10_binary";
const BYTES = 96 * 96 * 3;
const NAMES = ["airplane", "bird", "car", "cat", "deer", "dog", "horse", "monkey", "ship", "truck"];

/** Value of a pixel of a made-up image. */
export const stlPixel = (image: number, channel: number, column: number, row: number): number =>
  (image * 61 + channel * 85 + column * 5 + row * 3) % 256;

/** Made-up images: three planes, each by columns. */
export function stlImages(count: number, first = 0): Uint8Array {
  const bytes = new Uint8Array(count * BYTES);
  for (let n = 0, at = 0; n < count; n++) {
    for (let channel = 0; channel < 3; channel++) {
      for (let column = 0; column < 96; column++) {
        for (let row = 0; row < 96; row++) bytes[at++] = stlPixel(first + n, channel, column, row);
      }
    }
  }
  return bytes;
}

/** The files of a made-up STL-10: 4 training, 3 test and 5 unlabelled images. */
export function stlLayout(
  files: Readonly<Record<string, Uint8Array | string | undefined>> = {},
): { name: string; data: Uint8Array | string }[] {
  const all: Record<string, Uint8Array | string | undefined> = {
    "class_names.txt": `${NAMES.join("\n")}\n`,
    "train_X.bin": stlImages(4),
    "train_y.bin": Uint8Array.of(1, 10, 5, 2),
    "test_X.bin": stlImages(3, 4),
    "test_y.bin": Uint8Array.of(9, 1, 3),
    "unlabeled_X.bin": stlImages(5, 7),
    ...files,
  };
  return Object.entries(all).flatMap(([name, data]) => data === undefined ? [] : [{ name, data }]);
}

/** Writes a made-up STL-10 into `root/stl10_binary`. */
export async function writeStl(root: string, files?: Parameters<typeof stlLayout>[0]) {
  const folder = join(root, STL_FOLDER);
  await Deno.mkdir(folder, { recursive: true });
  for (const { name, data } of stlLayout(files)) {
    const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
    await Deno.writeFile(join(folder, name), bytes);
  }
}
