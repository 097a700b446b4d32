import type { Dataset } from "../../datasets/dataset.ts";

/** Images the statistics are taken from, at most, evenly spread over the data set. */
const SAMPLE = 10_000;
const BLOCK = 500;

/**
 * Mean and standard deviation of every channel, of values from 0 to 1, to six digits.
 *
 * @throws {RangeError} If the data set is empty.
 */
export async function measureNormalisation(
  dataset: Dataset,
): Promise<{ mean: number[]; std: number[] }> {
  const { length, height, width, channels } = dataset;
  if (length === 0) throw new RangeError("Cannot measure the images: there must be at least one");
  const count = Math.min(length, SAMPLE), pixels = height * width;
  const sums = new Float64Array(channels), squares = new Float64Array(channels);
  // The same numbers as by division, and the sums are added in the same order.
  const values = Float64Array.from({ length: 256 }, (_, byte) => byte / 255);
  const products = values.map((value) => value * value);
  for (let start = 0; start < count; start += BLOCK) {
    const size = Math.min(BLOCK, count - start);
    const indices = Uint32Array.from(
      { length: size },
      (_, i) => Math.floor((start + i) * length / count),
    );
    const bytes = new Uint8Array(size * pixels * channels);
    await dataset.read(indices, bytes);
    for (let channel = 0; channel < channels; channel++) {
      let sum = sums[channel], square = squares[channel];
      for (let i = channel; i < bytes.length; i += channels) {
        sum += values[bytes[i]];
        square += products[bytes[i]];
      }
      sums[channel] = sum;
      squares[channel] = square;
    }
  }
  const n = count * pixels;
  const round = (value: number) => Number(value.toFixed(6));
  const mean = [...sums].map((sum) => sum / n);
  // Images of one flat colour vary in nothing; dividing by 1 leaves them as they are.
  const std = mean.map((m, c) => Math.sqrt(Math.max(0, squares[c] / n - m * m)));
  return { mean: mean.map(round), std: std.map((d) => round(d) || 1) };
}
