/**
 * Features of several encoders in one row each: every encoder's of length 1, so that none outweighs
 * the others by its scale.
 *
 * @param all `[n, sizes[i]]` of each encoder.
 * @returns `[n, sum of sizes]`.
 */
export function sideBySide(
  all: readonly Float32Array[],
  sizes: readonly number[],
): Float32Array {
  const width = sizes.reduce((a, b) => a + b), n = all[0].length / sizes[0];
  const rows = new Float32Array(n * width);
  let column = 0;
  all.forEach((features, which) => {
    const size = sizes[which];
    for (let row = 0; row < n; row++) {
      const own = features.subarray(row * size, (row + 1) * size);
      const length = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0)) || 1;
      own.forEach((value, i) => rows[row * width + column + i] = value / length);
    }
    column += size;
  });
  return rows;
}
