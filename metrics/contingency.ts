/** How often each pair of labels occurs together. */
export interface Contingency {
  readonly samples: number;
  /** Labels of each side, ascending. */
  readonly labels: readonly [readonly number[], readonly number[]];
  /** How often each label occurs, in the order of `labels`. */
  readonly sizes: readonly [Float64Array, Float64Array];
  /** Pairs that occur: places in `labels`, and how often. */
  readonly cells: readonly { readonly a: number; readonly b: number; readonly count: number }[];
}

/**
 * Counts the pairs of labels of two labellings. Sparse, so that many labels cost little.
 *
 * @param a Labels `[n]`; any integers.
 * @param b Labels `[n]`; any integers.
 * @throws {RangeError} If `a` and `b` differ in length.
 */
export function contingency(a: ArrayLike<number>, b: ArrayLike<number>): Contingency {
  if (a.length !== b.length) {
    throw new RangeError(
      `Cannot compare labels: both must be of one length, and they are ${a.length} and ${b.length}`,
    );
  }
  const sides = [a, b].map(places);
  const width = sides[1].labels.length;
  const counts = new Map<number, number>();
  for (let i = 0; i < a.length; i++) {
    const key = sides[0].place[i] * width + sides[1].place[i];
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return {
    samples: a.length,
    labels: [sides[0].labels, sides[1].labels],
    sizes: [sides[0].sizes, sides[1].sizes],
    cells: [...counts].map(([key, count]) => ({
      a: Math.floor(key / width),
      b: key % width,
      count,
    })),
  };
}

/** The labels that occur, ascending, the place of each sample's label among them, and sizes. */
function places(labels: ArrayLike<number>) {
  const known = [...new Set(Array.from(labels))].sort((x, y) => x - y);
  const placeOf = new Map(known.map((label, place) => [label, place]));
  const sizes = new Float64Array(known.length);
  const place = Int32Array.from(labels, (label) => placeOf.get(label)!);
  for (const p of place) sizes[p]++;
  return { labels: known, place, sizes };
}
