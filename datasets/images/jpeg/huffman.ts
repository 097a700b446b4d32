/** What 16 bits begin with: the length of the code in the high byte, its symbol in the low one; 0 for none. */
export type Codes = Uint16Array;

/**
 * Builds the table of a Huffman code.
 *
 * @param counts Numbers of codes of 1 to 16 bits.
 * @param symbols In the order of their codes.
 */
export function codesOf(counts: Uint8Array, symbols: Uint8Array): Codes {
  const codes = new Uint16Array(1 << 16);
  let at = 0, symbol = 0;
  for (let length = 1; length <= 16; length++) {
    for (let i = 0; i < counts[length - 1]; i++) {
      const end = at + (1 << (16 - length));
      codes.fill(length << 8 | symbols[symbol++], at, end);
      at = end;
    }
  }
  return codes;
}
