import type { Choice } from "./judge.ts";
import type { NumberScore } from "./score_numbers.ts";

/** From so many images on, what is found is more than a guess. */
const FEW = 100;

/**
 * The numbers of clusters that features speak for: around the mean of two estimates, never a single
 * number. Found on the half of `bench/photos/sets.jsonl` that is to work with; docs/results.md tells
 * how often the number of classes is within on the other half.
 *
 * @param scores At least one, of successive k.
 * @param images That were scored.
 */
export function judgeNumbers(scores: readonly NumberScore[], images: number): Choice {
  const highest = (of: (score: NumberScore) => number) => Math.max(...scores.map(of));
  const best = (of: (score: NumberScore) => number) =>
    scores.reduce((a, b) => of(b) > of(a) ? b : a).k;
  const criteria = [
    (score: NumberScore) => score.silhouette,
    (score: NumberScore) => score.linkage,
    (score: NumberScore) => score.modularity,
  ];
  const joined = best(criteria[2]);
  const all = best((score) =>
    criteria.reduce((sum, of) => sum + of(score) / Math.max(highest(of), 1e-9), 0)
  );
  const middle = Math.floor((joined + all) / 2);
  const [first, last] = [scores[0].k, scores.at(-1)!.k];
  const below = middle <= 4 ? 0 : 1, above = middle <= 7 ? 1 : 2;
  const reasons = [
    `most neighbours stay together in ${joined} clusters`,
    `neighbours, and how compact and apart clusters are by k-means and by average linkage, together speak for ${all}`,
    ...joined !== all ? [`the range lies around the middle of the two, ${middle}`] : [],
    ...middle >= last - 1 ? [`${last} is where the range ended: there may be more`] : [],
    ...images < FEW ? [`${images} images are few: this is a guess`] : [],
  ];
  return { low: Math.max(first, middle - below), high: Math.min(last, middle + above), reasons };
}
