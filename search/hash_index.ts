/** Bits that two hashes of 64 may differ in, and be found. */
export const RADIUS = 7;

const CHUNKS = 4;

/**
 * Finds hashes of 64 bits that differ in at most {@link RADIUS} bits, all of them: one of four chunks
 * of 16 bits then differs in one bit at most (Norouzi, Punjani, Fleet 2012: multi-index hashing).
 *
 * @param hashes `[n, 4]`, 16 bits each.
 * @returns Numbers of the hashes that are near `query [4]`, ascending.
 */
export function hashIndex(hashes: Uint16Array): (query: Uint16Array) => number[] {
  const tables = Array.from({ length: CHUNKS }, () => new Map<number, number[]>());
  for (let at = 0; at < hashes.length; at++) {
    const table = tables[at % CHUNKS], row = Math.floor(at / CHUNKS);
    const there = table.get(hashes[at]);
    if (there) there.push(row);
    else table.set(hashes[at], [row]);
  }
  return (query) => {
    const found = new Set<number>();
    tables.forEach((table, chunk) => {
      for (let bit = -1; bit < 16; bit++) {
        const key = bit < 0 ? query[chunk] : query[chunk] ^ 1 << bit;
        for (const row of table.get(key) ?? []) {
          if (distance(query, hashes, row) <= RADIUS) found.add(row);
        }
      }
    });
    return [...found].sort((a, b) => a - b);
  };
}

function distance(query: Uint16Array, hashes: Uint16Array, row: number): number {
  let bits = 0;
  for (let chunk = 0; chunk < CHUNKS; chunk++) {
    for (let x = query[chunk] ^ hashes[row * CHUNKS + chunk]; x !== 0; x &= x - 1) bits++;
  }
  return bits;
}
