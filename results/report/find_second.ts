import type { Predictions } from "../../run/train/predict.ts";

/** The next likely cluster of each of some images, and its probability; nothing with one cluster. */
export function findSecond(
  { probabilities, samples, clusters: k }: Predictions,
  head: number,
  shown: Uint32Array,
): { readonly clusters: Int32Array; readonly shares: Float32Array } | undefined {
  if (k < 2 || !probabilities) return undefined;
  const clusters = new Int32Array(shown.length), shares = new Float32Array(shown.length);
  shown.forEach((index, i) => {
    const row = (head * samples + index) * k;
    let best = 0, next = -1;
    for (let c = 1; c < k; c++) {
      if (probabilities[row + c] > probabilities[row + best]) [next, best] = [best, c];
      else if (next < 0 || probabilities[row + c] > probabilities[row + next]) next = c;
    }
    clusters[i] = next;
    shares[i] = probabilities[row + next];
  });
  return { clusters, shares };
}
