/** Cells a side of the grid. */
const SIDE = 128;

/** Points of a square from 0 to 1 in a grid, so that the nearest is found without asking all. */
export class PointIndex {
  readonly #points: Float32Array;
  /** Where each cell begins in `order`, and one more. */
  readonly #starts = new Uint32Array(SIDE * SIDE + 1);
  readonly #order: Uint32Array;

  /** @param points `[n, 2]`. */
  constructor(points: Float32Array) {
    const n = points.length / 2;
    this.#points = points;
    this.#order = new Uint32Array(n);
    for (let i = 0; i < n; i++) this.#starts[this.#cellOf(i) + 1]++;
    for (let cell = 0; cell < SIDE * SIDE; cell++) this.#starts[cell + 1] += this.#starts[cell];
    const next = this.#starts.slice();
    for (let i = 0; i < n; i++) this.#order[next[this.#cellOf(i)]++] = i;
  }

  /**
   * The nearest point that counts, within an ellipse; -1 for none.
   *
   * @param reachX How far it may be sideways, as `reachY` up and down.
   */
  nearest(
    x: number,
    y: number,
    reachX: number,
    reachY: number,
    counts: (i: number) => boolean,
  ): number {
    let best = -1, least = 1;
    this.within(x - reachX, y - reachY, x + reachX, y + reachY, (i) => {
      const u = (this.#points[2 * i] - x) / reachX, v = (this.#points[2 * i + 1] - y) / reachY;
      const d = u * u + v * v;
      if (d < least && counts(i)) [best, least] = [i, d];
    });
    return best;
  }

  /** Calls for every point of the cells that a box touches. */
  within(x0: number, y0: number, x1: number, y1: number, found: (i: number) => void): void {
    const cell = (x: number) => Math.min(SIDE - 1, Math.max(0, Math.floor(x * SIDE)));
    for (let row = cell(y0); row <= cell(y1); row++) {
      const from = this.#starts[row * SIDE + cell(x0)];
      const to = this.#starts[row * SIDE + cell(x1) + 1];
      for (let at = from; at < to; at++) found(this.#order[at]);
    }
  }

  #cellOf(i: number): number {
    const cell = (x: number) => Math.min(SIDE - 1, Math.max(0, Math.floor(x * SIDE)));
    return cell(this.#points[2 * i + 1]) * SIDE + cell(this.#points[2 * i]);
  }
}
