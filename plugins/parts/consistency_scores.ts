import { tf } from "../../backends/tf.ts";
import { neighbourConsistency } from "../../nn/losses/neighbour_consistency.ts";
import type { EpochContext } from "../strategy.ts";

/**
 * How well each sub-head agrees on images and their nearest neighbours, and how even its clusters
 * are: what SCAN chooses epoch and head by, the lower the better.
 *
 * @param k Neighbours an image, the image itself not counted.
 */
export async function consistencyScores(
  { probabilities, heads, samples, clusters, neighbours }: EpochContext,
  k: number,
): Promise<number[]> {
  if (!neighbours) throw new TypeError("Cannot score an epoch: no neighbours were found");
  const used = Math.min(k, neighbours.k), width = used + 1;
  const ids = Int32Array.from({ length: samples * width }, (_, at) => {
    const image = Math.floor(at / width), place = at % width;
    return place === 0 ? image : neighbours.indices[image * neighbours.k + place - 1];
  });
  const scores: number[] = [];
  for (let head = 0; head < heads; head++) {
    const size = samples * clusters, from = head * size;
    const score = tf.tidy(() =>
      neighbourConsistency(
        tf.tensor2d(probabilities.subarray(from, from + size), [samples, clusters]),
        tf.tensor2d(ids, [samples, width], "int32"),
      ).score
    );
    scores.push((await score.data())[0]);
    score.dispose();
  }
  return scores;
}
