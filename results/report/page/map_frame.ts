/** Pixels between the points and the edge. */
const MARGIN = 16;
/** Times that the map can be enlarged. */
const LARGEST = 40;

/** Which part of the map is seen, in pixels of the page. */
export class MapFrame {
  width = 1;
  height = 1;
  #scale = 1;
  #left = 0;
  #top = 0;

  get scale(): number {
    return this.#scale;
  }

  /** Where a point of the square from 0 to 1 is seen. */
  x(u: number): number {
    return this.#left + (MARGIN + u * (this.width - 2 * MARGIN)) * this.#scale;
  }

  y(v: number): number {
    return this.#top + (MARGIN + (1 - v) * (this.height - 2 * MARGIN)) * this.#scale;
  }

  /** The point of the square that is seen at a place. */
  u(x: number): number {
    return ((x - this.#left) / this.#scale - MARGIN) / (this.width - 2 * MARGIN);
  }

  v(y: number): number {
    return 1 - ((y - this.#top) / this.#scale - MARGIN) / (this.height - 2 * MARGIN);
  }

  /** What so many pixels are, sideways and up and down. */
  reach(pixels: number): readonly [number, number] {
    return [
      pixels / this.#scale / (this.width - 2 * MARGIN),
      pixels / this.#scale / (this.height - 2 * MARGIN),
    ];
  }

  pan(dx: number, dy: number): void {
    this.#left += dx;
    this.#top += dy;
    this.#keepIn();
  }

  /** Enlarges so many times; what is seen at a place stays there. */
  zoom(times: number, x = this.width / 2, y = this.height / 2): void {
    const scale = Math.min(LARGEST, Math.max(1, this.#scale * times)), ratio = scale / this.#scale;
    this.#left = x - (x - this.#left) * ratio;
    this.#top = y - (y - this.#top) * ratio;
    this.#scale = scale;
    this.#keepIn();
  }

  reset(): void {
    this.#scale = 1;
    this.#left = this.#top = 0;
  }

  /** Makes sure that a point is seen. */
  bringIn(u: number, v: number): void {
    const x = this.x(u), y = this.y(v), edge = 24;
    this.pan(
      x < edge ? edge - x : x > this.width - edge ? this.width - edge - x : 0,
      y < edge ? edge - y : y > this.height - edge ? this.height - edge - y : 0,
    );
  }

  /** The map fills its window. */
  #keepIn(): void {
    const within = (at: number, size: number) =>
      Math.min(0, Math.max(size - size * this.#scale, at));
    this.#left = within(this.#left, this.width);
    this.#top = within(this.#top, this.height);
  }
}
