/** Scores that may be among the k largest of each query, as they come in, in any order. */
export interface Candidates {
  /**
   * What a query's score must reach to be kept `[queries]`. It rises as scores come in; infinite
   * once the query is crowded.
   */
  readonly bars: Float32Array;
  /** Keeps a score that reaches its query's bar. */
  push(query: number, id: number, score: number): void;
  /**
   * All scores seen that are not below the k-th largest by more than the margin, with their ids;
   * nothing where they are too many to keep.
   */
  kept(query: number): { readonly ids: Int32Array; readonly scores: Float32Array } | undefined;
}

/**
 * Makes room for candidates: about twice k a query. A query with more scores about the k-th largest
 * than that is crowded, and gives up.
 *
 * @param k Wanted of each query, at least 1.
 * @param margin How far below the k-th largest a score may lie and still be kept.
 */
export function createCandidates(queries: number, k: number, margin: number): Candidates {
  const capacity = 2 * k + 64;
  const mostKept = capacity - Math.ceil(k / 2) - 8;
  const scores = new Float32Array(queries * capacity), ids = new Int32Array(queries * capacity);
  const counts = new Int32Array(queries);
  const bars = new Float32Array(queries).fill(-Infinity);
  const scratch = new Float32Array(capacity);

  /** Drops what can no longer be among the k largest. */
  function shrink(query: number): void {
    const from = query * capacity, count = counts[query];
    if (count < k) return;
    scratch.set(scores.subarray(from, from + count));
    const bar = select(scratch, count, k) - margin;
    let kept = 0;
    for (let at = from; at < from + count; at++) {
      if (scores[at] < bar) continue;
      scores[from + kept] = scores[at];
      ids[from + kept++] = ids[at];
    }
    counts[query] = kept;
    bars[query] = kept > mostKept ? Infinity : bar;
  }

  return {
    bars,
    push(query, id, score) {
      const at = query * capacity + counts[query]++;
      scores[at] = score;
      ids[at] = id;
      if (counts[query] === capacity) shrink(query);
    },
    kept(query) {
      shrink(query);
      if (bars[query] === Infinity) return undefined;
      const from = query * capacity, to = from + counts[query];
      return { ids: ids.subarray(from, to), scores: scores.subarray(from, to) };
    },
  };
}

/** The k-th largest of the first `count` numbers, which it moves about (Hoare 1961). */
function select(numbers: Float32Array, count: number, k: number): number {
  let low = 0, high = count - 1;
  const wanted = k - 1;
  while (low < high) {
    const pivot = numbers[(low + high) >> 1];
    let i = low, j = high;
    while (i <= j) {
      while (numbers[i] > pivot) i++;
      while (numbers[j] < pivot) j--;
      if (i > j) break;
      const held = numbers[i];
      numbers[i++] = numbers[j];
      numbers[j--] = held;
    }
    if (wanted <= j) high = j;
    else if (wanted >= i) low = i;
    else break;
  }
  return numbers[wanted];
}
