/**
 * A feature as a small grey picture, for reports of features without pictures: mid-grey is 0, and the
 * largest number of the row is black or white.
 *
 * @param row `[d]`
 * @param into Receives `[side, side]`; what is left of it stays mid-grey.
 */
export function drawRow(row: Float32Array, into: Uint8Array): void {
  let largest = 0;
  for (const value of row) largest = Math.max(largest, Math.abs(value));
  into.fill(128);
  const count = Math.min(row.length, into.length);
  for (let i = 0; i < count; i++) into[i] = Math.round(127.5 + 127.5 * row[i] / largest);
}
