import type { DatasetPlugin } from "../dataset.ts";
import { defineDataset } from "../define_dataset.ts";
import { readIdx } from "../archive/read_idx.ts";
import { inMemory } from "../memory.ts";
import { checkSplit } from "../check_split.ts";

/** Archives as modules, in base64: files beside a module are found only on a disk. */
const ARCHIVES = {
  images: () => import("./digits-images-idx3-ubyte.gz.json", { with: { type: "json" } }),
  labels: () => import("./digits-labels-idx1-ubyte.gz.json", { with: { type: "json" } }),
};

async function unzipped(name: keyof typeof ARCHIVES): Promise<Uint8Array> {
  const packed = new Blob([Uint8Array.fromBase64((await ARCHIVES[name]()).default)]);
  return new Uint8Array(
    await new Response(packed.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer(),
  );
}

/**
 * The byte that stands for a grey value of 0 to 16: as near to `value / 16` as a byte gets once it
 * is divided by 255, which is within 0.5 / 255 (exactly so for 0 and 16).
 */
export function byteOfSixteen(value: number): number {
  return Math.round(value * 255 / 16);
}

/** 1,797 handwritten digits of 8 x 8 grey pixels; real images that come with crlc. */
export const digits: DatasetPlugin = defineDataset({
  name: "digits",
  about: "1,797 handwritten digits, 8x8 grey, 10 classes; embedded, nothing to download",
  apiVersion: 1,
  licence: "CC BY 4.0",
  citation: "Alpaydin and Kaynak, Optical Recognition of Handwritten Digits, " +
    "UCI Machine Learning Repository (1998)",
  facts: { splits: { train: 1797 }, classes: 10, shape: [8, 8, 1] },
  archives: [],
  options: {},
  async open({ split }) {
    checkSplit(split, ["train"], "digits");
    const images = readIdx(await unzipped("images"), "digits images");
    const labels = readIdx(await unzipped("labels"), "digits labels");
    return inMemory({
      shape: [8, 8, 1],
      pixels: images.data.map(byteOfSixteen),
      labels: Int32Array.from(labels.data),
      classes: Array.from({ length: 10 }, (_, i) => String(i)),
      name: (index) => `digits#${index}`,
    });
  },
});

export default { datasets: [digits] };
