import { DisjointSets } from "../../search/disjoint_sets.ts";
import { hashIndex } from "../../search/hash_index.ts";
import { betterFirst } from "./better_first.ts";
import { fingerprint, isEven, likeness, variants } from "./fingerprint.ts";
import type { LookedAt } from "./looked_at.ts";

/** Correlation from which two pictures whose hashes are near are taken for copies. */
const ALIKE = 0.95;

/** By what a picture is known to be a copy of another of its group. */
export type How = "exact" | "near" | "features";

/** Pictures that are copies of one another. */
export interface CopyGroup {
  /** Numbers of the pictures, the best first. */
  readonly members: readonly number[];
  /** Of each, the surest way in which it is known to belong. */
  readonly how: readonly How[];
}

/** Two pictures that are copies. */
interface Pair {
  readonly a: number;
  readonly b: number;
  readonly how: How;
}

/**
 * Groups pictures that are copies: the same bytes; or nearly the same to the eye, also turned by
 * quarters, mirrored, or cut by a fifth at most; or as other groups say.
 *
 * @param known Groups that are known already, such as by features.
 * @returns In the order of their best pictures.
 */
export function groupCopies(
  pictures: readonly LookedAt[],
  known: readonly (readonly number[])[] = [],
): CopyGroup[] {
  const pairs = [
    ...exactPairs(pictures),
    ...nearPairs(pictures),
    ...known.flatMap(([first, ...others]) =>
      others.map((other): Pair => ({ a: first, b: other, how: "features" }))
    ),
  ];
  const sets = new DisjointSets(pictures.length), how = new Map<number, How>();
  // The surest come first, and are not replaced.
  for (const { a, b, how: by } of pairs) {
    for (const one of [a, b]) if (!how.has(one)) how.set(one, by);
    sets.join(a, b);
  }
  return sets.groups().filter(([first]) => how.has(first)).map((members) => {
    const best = members.toSorted((a, b) =>
      betterFirst(rank(pictures[a]), rank(pictures[b])) || a - b
    );
    return { members: best, how: best.map((one) => how.get(one)!) };
  }).sort((a, b) => a.members[0] - b.members[0]);
}

const rank = ({ width, height, bytes, path }: LookedAt) => ({
  pixels: width * height,
  bytes,
  name: path,
});

function exactPairs(pictures: readonly LookedAt[]): Pair[] {
  const same = Map.groupBy(pictures.keys(), (i) => pictures[i].digest);
  return [...same.values()].flatMap(([first, ...others]) =>
    others.map((other): Pair => ({ a: first, b: other, how: "exact" }))
  );
}

function nearPairs(pictures: readonly LookedAt[]): Pair[] {
  // One of several that are the same to the byte stands for all; even surfaces look like all others.
  const seen = new Set<string>();
  const compared = [...pictures.keys()].filter((i) => {
    const { digest, grey } = pictures[i], first = !seen.has(digest);
    seen.add(digest);
    return first && !isEven(grey);
  });
  const prints = compared.map((i) => fingerprint(pictures[i].grey));
  const hashes = new Uint16Array(4 * prints.length);
  prints.forEach(({ hash }, i) => hashes.set(hash, 4 * i));
  const near = hashIndex(hashes), pairs: Pair[] = [];
  compared.forEach((picture, i) => {
    const mine = new Set<number>();
    for (const variant of variants(pictures[picture].grey)) {
      for (const j of near(variant.hash)) {
        if (j !== i && !mine.has(j) && likeness(variant, prints[j]) >= ALIKE) mine.add(j);
      }
    }
    for (const j of mine) pairs.push({ a: picture, b: compared[j], how: "near" });
  });
  return pairs;
}
