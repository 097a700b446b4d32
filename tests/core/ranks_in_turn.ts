import type { Group } from "../../core/group.ts";

/**
 * What each of several ranks makes, without threads: one after the other, and from the beginning again
 * each time that all wait for one another.
 *
 * @param work Must do the same each time, and send nothing but by `gather`.
 */
export async function ranksInTurn<Result>(
  size: number,
  work: (group: Group) => Promise<Result>,
): Promise<Result[]> {
  const waits = new Error("waits for the other ranks"), sent: Uint8Array[][] = [];
  for (;;) {
    const results: Result[] = [], next: Uint8Array[] = [];
    for (let rank = 0; rank < size; rank++) {
      let calls = 0;
      const group: Group = {
        ...{ rank, size, carrier: "none" },
        gather(own, all) {
          const before = sent[calls++];
          if (!before) {
            next.push(bytesOf(own).slice());
            throw waits;
          }
          before.forEach((bytes, i) => bytesOf(all).set(bytes, i * bytes.length));
        },
        sum: () => waits,
        fromFirst: () => waits,
        during: (_what, work) => work(),
        abort() {},
        [Symbol.dispose]() {},
      };
      await Promise.try(() => work(group)).then((result) => results.push(result), (error) => {
        if (error !== waits) throw error;
      });
    }
    if (results.length === size) return results;
    if (next.length !== size) throw new Error("some ranks wait, and others do not");
    sent.push(next);
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
  new Uint8Array(buffer, byteOffset, byteLength);
