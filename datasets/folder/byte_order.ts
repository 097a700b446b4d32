/**
 * Compares two paths by the bytes of their UTF-8 form, which is by code points, so that the order
 * is the same on every machine and in every language. (JavaScript's own order, by UTF-16 units,
 * puts some rarer characters elsewhere.)
 *
 * @returns Negative, zero or positive, as `sort` wants it.
 */
export function byteOrder(a: string, b: string): number {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const x = a.charCodeAt(i), y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Puts surrogates, which stand for code points above all others, above all other units. */
const rank = (unit: number) => unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
