import type { View } from "./view.ts";

/** What two runs say otherwise of the same pictures, as the first of them numbers these. */
export interface Moved {
  /** Pictures that both show. */
  readonly common: number;
  /** Those whose clusters do not fit each other best. */
  readonly images: readonly number[];
  /** By clusters, the most pictures first. */
  readonly pairs: readonly {
    readonly from: number;
    readonly to: number;
    readonly images: readonly number[];
  }[];
  /** Where a picture of the first stands in the second, in words. */
  textOf(i: number): string;
}

/**
 * Finds what stands elsewhere.
 *
 * @param matched The cluster of the second run for each of the first.
 * @param textOf Where a picture of the second stands, in words.
 */
export function findMoved(
  a: View,
  b: View,
  matched: readonly number[],
  textOf: (i: number) => string,
): Moved {
  const there = new Map(Array.from(b.shown, (number, i) => [number, i]));
  const images: number[] = [], pairs = new Map<string, number[]>();
  let common = 0;
  a.shown.forEach((number, i) => {
    const other = there.get(number);
    if (other === undefined) return;
    common++;
    const from = a.clusters[i], to = b.clusters[other];
    if (matched[from] === to) return;
    images.push(i);
    const key = `${from} ${to}`, pair = pairs.get(key);
    if (pair) pair.push(i);
    else pairs.set(key, [i]);
  });
  return {
    common,
    images,
    pairs: [...pairs].map(([key, images]) => {
      const [from, to] = key.split(" ").map(Number);
      return { from, to, images };
    }).sort((x, y) => y.images.length - x.images.length || x.from - y.from),
    textOf(i) {
      const other = there.get(a.shown[i]);
      return other === undefined ? "not shown" : textOf(other);
    },
  };
}
