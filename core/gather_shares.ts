import type { Group } from "./group.ts";

/**
 * What all ranks have, where each but the last ones has the same amount: one after the other, without
 * what fills up the last ones.
 *
 * @param own Of this rank, `each` numbers or fewer.
 * @param total Numbers of all ranks.
 * @param each Numbers of a whole share.
 */
export function gatherShares<Numbers extends Int32Array | Float32Array | Float64Array>(
  group: Group,
  own: Numbers,
  each: number,
  total: number,
): Numbers {
  const Kind = own.constructor as new (length: number) => Numbers;
  const filled = new Kind(each), all = new Kind(each * group.size);
  filled.set(own as never);
  group.gather(filled, all);
  return all.subarray(0, total) as Numbers;
}
