/** How a table of positions is brought to another grid; the families differ. */
export interface PositionRule {
  /** Whether the kernel is widened where the grid shrinks, as in timm and DINOv2 with registers. */
  readonly antialias: boolean;
  /** Added to the new side before the two are compared: 0.1 in the first DINO and DINOv2 code. */
  readonly offset: number;
}

/** The cubic convolution of Keys (1981). */
function cubic(t: number, a: number): number {
  const x = Math.abs(t);
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
}

/** Of each new place along one axis, the old ones and their weights. */
function taps(from: number, to: number, { antialias, offset }: PositionRule) {
  const scale = from / (to + offset);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale;
    if (!antialias) {
      const low = Math.floor(centre - 0.5);
      return [-1, 0, 1, 2].map((j): readonly [number, number] => [
        Math.min(Math.max(low + j, 0), from - 1),
        cubic(centre - 0.5 - low - j, -0.75),
      ]);
    }
    const wide = Math.max(scale, 1);
    const first = Math.max(Math.trunc(centre - 2 * wide + 0.5), 0);
    const end = Math.min(Math.trunc(centre + 2 * wide + 0.5), from);
    const raw = Array.from(
      { length: end - first },
      (_, j) => cubic((first + j + 0.5 - centre) / wide, -0.5),
    );
    const sum = raw.reduce((a, b) => a + b, 0);
    return raw.map((x, j): readonly [number, number] => [first + j, x / sum]);
  });
}

/**
 * Position embeddings of a square grid of another size, as PyTorch's bicubic `interpolate` gives.
 *
 * @param table `[from * from, width]`
 * @returns `[to * to, width]`
 */
export function resizePositions(
  table: Float32Array,
  from: number,
  to: number,
  rule: PositionRule,
): Float32Array {
  if (from === to) return table;
  const width = table.length / (from * from), places = taps(from, to, rule);
  const between = new Float64Array(from * to * width), out = new Float64Array(to * to * width);
  for (let y = 0; y < from; y++) {
    places.forEach((columns, x) => {
      for (const [column, weight] of columns) {
        const at = (y * from + column) * width, target = (y * to + x) * width;
        for (let d = 0; d < width; d++) between[target + d] += weight * table[at + d];
      }
    });
  }
  places.forEach((rows, y) => {
    for (const [row, weight] of rows) {
      const at = row * to * width, target = y * to * width;
      for (let d = 0; d < to * width; d++) out[target + d] += weight * between[at + d];
    }
  });
  return Float32Array.from(out);
}
