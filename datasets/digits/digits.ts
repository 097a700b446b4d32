import type { DatasetPlugin } from "../dataset.ts";
import { defineDataset } from "../define_dataset.ts";
import { readIdx } from "../archive/read_idx.ts";
import { inMemory } from "../memory.ts";
import { checkSplit } from "../check_split.ts";

async function unzipped(name: string): Promise<Uint8Array> {
  const response = await fetch(new URL(`./${name}`, import.meta.url));
  return new Uint8Array(
    await new Response(response.body!.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer(),
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
    const images = readIdx(await unzipped("digits-images-idx3-ubyte.gz"), "digits images");
    const labels = readIdx(await unzipped("digits-labels-idx1-ubyte.gz"), "digits labels");
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
