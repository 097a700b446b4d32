/**
 * Data sets of the strategy suite: 24 small images of three colours with 27 more without labels,
 * and the same with other labels.
 *
 * @module
 */
import { parseOptions } from "../../core/options.ts";
import { Stream } from "../../core/random.ts";
import type { DatasetPlugin } from "../../datasets/dataset.ts";
import { inMemory } from "../../datasets/memory.ts";
import * as v from "valibot";

const SPLITS = { train: 24, more: 27 }, SIZE = 6 * 6 * 3;

function dots(name: string, labelOf: (index: number) => number): DatasetPlugin {
  return {
    name,
    about: "dots of three colours",
    apiVersion: 1,
    licence: "MIT",
    citation: "none",
    facts: { splits: SPLITS, classes: 3 },
    archives: [],
    options: (raw) => parseOptions(v.strictObject({}), raw, `the options of "${name}"`),
    open({ split }) {
      const more = split === "more", count = SPLITS[more ? "more" : "train"];
      const pixels = new Uint8Array(count * SIZE);
      for (let i = 0; i < pixels.length; i++) {
        const image = Math.floor(i / SIZE), bright = i % 3 === image % 3 ? 150 : 20;
        pixels[i] = bright + 100 * new Stream(more ? 1 : 0, "sample", i).uniform();
      }
      return Promise.resolve(inMemory({
        shape: [6, 6, 3],
        pixels,
        name: (index) => `dot ${index}`,
        labels: more ? undefined : Int32Array.from({ length: count }, (_, i) => labelOf(i)),
        classes: ["a", "b", "c"],
      }));
    },
  };
}

export default {
  datasets: [
    dots("dots", (i) => i % 3),
    dots("dots-relabelled", (i) => Math.floor(i / 8)),
  ],
};
