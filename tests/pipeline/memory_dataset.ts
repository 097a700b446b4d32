import type { Dataset } from "../../datasets/dataset.ts";
import { testImage } from "./render_one.ts";

/** A data set in memory whose images are easily told apart. */
export function memoryDataset(
  options: { length: number; channels?: number; size?: number; failAt?: number },
): Dataset & { reads: number } {
  const { length, channels = 3, size = 8, failAt } = options;
  const pixels = size * size * channels, { bytes } = testImage(length * size, size, channels);
  return {
    reads: 0,
    length,
    height: size,
    width: size,
    channels,
    digest: "test",
    quarantined: [],
    name: (index) => `image ${index}`,
    read(indices, into) {
      this.reads++;
      if (failAt !== undefined && indices.includes(failAt)) {
        return Promise.reject(new Error(`Cannot read image ${failAt}`));
      }
      indices.forEach((k, i) => into.set(bytes.subarray(k * pixels, (k + 1) * pixels), i * pixels));
      return Promise.resolve();
    },
    labels: () => Promise.resolve(undefined),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
