import type { Group } from "../core/group.ts";
import { largestOf } from "../core/largest_of.ts";
import type { Share } from "../core/share_of.ts";
import { type Candidates, createCandidates } from "./candidates.ts";

/** Queries whose candidates are sent at once. */
const SENT = 4096;
/** In place of a number of candidates: there are too many to keep. */
const CROWDED = -1;

/**
 * What all ranks have kept for the queries that this one answers for. Every rank has met a part of
 * the pairs, and what is among the nearest of all is among those of its part.
 *
 * @param own What this rank has kept, of all queries.
 * @param k The number wanted, and the margin, as `own` was made with.
 * @returns The ids of a query, as `own` gives them.
 */
export function gatherCandidates(
  group: Group,
  own: Candidates,
  { queries, share, k, margin }: {
    readonly queries: number;
    readonly share: Share;
    readonly k: number;
    readonly margin: number;
  },
): (query: number) => Int32Array | undefined {
  const merged = createCandidates(share.to - share.from, k, margin);
  const crowded = new Set<number>();
  for (let first = 0; first < queries; first += SENT) {
    const last = Math.min(queries, first + SENT);
    const lists = Array.from({ length: last - first }, (_, i) => own.kept(first + i));
    const width = 1 + 2 * largestOf(group, Math.max(...lists.map((list) => list?.ids.length ?? 0)));
    const sent = new Int32Array(lists.length * width), scores = new Float32Array(sent.buffer);
    lists.forEach((list, i) => {
      sent[i * width] = list?.ids.length ?? CROWDED;
      if (!list) return;
      sent.set(list.ids, i * width + 1);
      scores.set(list.scores, i * width + 1 + list.ids.length);
    });
    const all = new Int32Array(sent.length * group.size), allScores = new Float32Array(all.buffer);
    group.gather(sent, all);
    for (let query = Math.max(first, share.from); query < Math.min(last, share.to); query++) {
      for (let rank = 0; rank < group.size; rank++) {
        const at = rank * sent.length + (query - first) * width, count = all[at];
        if (count === CROWDED) crowded.add(query);
        for (let i = 1; i <= count; i++) {
          const score = allScores[at + count + i];
          if (score >= merged.bars[query - share.from]) {
            merged.push(query - share.from, all[at + i], score);
          }
        }
      }
    }
  }
  return (query) => crowded.has(query) ? undefined : merged.kept(query - share.from)?.ids;
}
