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
  for (let start = 0; start < count; start += BLOCK) {
    const size = Math.min(BLOCK, count - start);
    const indices = Uint32Array.from(
      { length: size },
      (_, i) => Math.floor((start + i) * length / count),
    );
    const bytes = new Uint8Array(size * pixels * channels);
    await dataset.read(indices, bytes);
    for (let i = 0; i < bytes.length; i++) {
      const value = bytes[i] / 255;
      sums[i % channels] += value;
      squares[i % channels] += value * value;
    }
  }
  const n = count * pixels;
  const round = (value: number) => Number(value.toFixed(6));
  const mean = [...sums].map((sum) => sum / n);
  // Images of one flat colour vary in nothing; dividing by 1 leaves them as they are.
  const std = mean.map((m, c) => Math.sqrt(Math.max(0, squares[c] / n - m * m)));
  return { mean: mean.map(round), std: std.map((d) => round(d) || 1) };
}
