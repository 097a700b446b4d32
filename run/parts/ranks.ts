import { createHash } from "node:crypto";
import { CrlcError } from "../../core/errors.ts";
import type { Group } from "../../core/group.ts";
import { largestOf } from "../../core/largest_of.ts";

/** Whether this process is the one that reads and writes the run folder. */
export const isFirst = (group: Group | undefined): boolean => (group?.rank ?? 0) === 0;

/**
 * Gives every rank what rank 0 has.
 *
 * @param bytes Of rank 0; nothing on the others.
 */
export function fromFirst(group: Group, bytes: Uint8Array | undefined): Uint8Array {
  const all = new Uint8Array(largestOf(group, bytes?.length ?? 0));
  if (bytes) all.set(bytes);
  group.fromFirst(all);
  return all;
}

/** What rank 0 has found in the run folder, which other ranks may not see, as JSON. */
export async function foundByFirst<Value>(
  group: Group | undefined,
  find: () => Promise<Value>,
): Promise<Value> {
  if (!group) return await find();
  const own = isFirst(group) ? JSON.stringify({ value: await find() }) : undefined;
  const bytes = fromFirst(group, own === undefined ? undefined : new TextEncoder().encode(own));
  return JSON.parse(new TextDecoder().decode(bytes)).value;
}

/** Milliseconds from one sign of life to the next; well within the patience of the others. */
const SIGN_MS = 5000;

/**
 * Lets rank 0 do what only one may, such as to write, while the others wait: none goes on, or leaves,
 * before it is done.
 *
 * @param work Is given what shows the others that it still goes on, to be called now and then where it
 *   may last longer than their patience.
 * @returns What rank 0 has made; nothing on the others.
 */
export async function whileFirst<Value>(
  group: Group | undefined,
  work: (alive: () => void) => Promise<Value>,
  now: () => number = () => performance.now(),
): Promise<Value | undefined> {
  if (!group) return await work(() => {});
  if (!isFirst(group)) {
    while (largestOf(group, 0) === 0);
    return undefined;
  }
  let shown = now();
  const made = await work(() => {
    if (now() - shown < SIGN_MS) return;
    largestOf(group, 0);
    shown = now();
  });
  largestOf(group, 1);
  return made;
}

/**
 * Makes sure that all ranks have the same.
 *
 * @param own What must be the same, by what it is called.
 * @throws {CrlcError} `RANKS_DIFFER` on every rank, with those that differ from rank 0.
 */
export function requireSame(
  group: Group | undefined,
  own: Readonly<Record<string, string>>,
  hint: string,
): void {
  if (!group) return;
  for (const [what, text] of Object.entries(own)) {
    const digest = createHash("sha256").update(text).digest();
    const all = new Uint8Array(digest.length * group.size);
    group.gather(new Uint8Array(digest), all);
    const of = (rank: number) => all.subarray(rank * digest.length, (rank + 1) * digest.length);
    const differ = Array.from({ length: group.size }, (_, rank) => rank)
      .filter((rank) => of(rank).some((byte, i) => byte !== of(0)[i]));
    if (differ.length === 0) continue;
    throw new CrlcError(
      "data",
      "RANKS_DIFFER",
      `Cannot train on ${group.size} ranks: ${what} must be the same on all, and ${
        differ.length === 1
          ? `rank ${differ[0]} has another than rank 0`
          : `ranks ${differ.join(", ")} have others than rank 0`
      }`,
      { hint },
    );
  }
}
