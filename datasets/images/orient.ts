/** How the pixels of a stored image lie in the upright one. */
export interface Turn {
  /** Whether rows become columns. */
  readonly swap: boolean;
  /** Whether the stored image runs from right to left. */
  readonly flipX: boolean;
  /** Whether the stored image runs from bottom to top. */
  readonly flipY: boolean;
}

/**
 * What an EXIF orientation means.
 *
 * @param orientation 1 to 8.
 */
export function turnOf(orientation: number): Turn {
  return {
    swap: orientation >= 5,
    flipX: [2, 3, 7, 8].includes(orientation),
    flipY: [3, 4, 6, 7].includes(orientation),
  };
}

/**
 * Turns a square image upright.
 *
 * @param image `[side, side, 3]`
 * @param out Receives `[side, side, 3]`; another array.
 */
export function turnUpright(
  image: Uint8Array,
  side: number,
  { swap, flipX, flipY }: Turn,
  out: Uint8Array,
): void {
  for (let row = 0, to = 0; row < side; row++) {
    for (let col = 0; col < side; col++, to += 3) {
      const x = swap ? row : col, y = swap ? col : row;
      const from = ((flipY ? side - 1 - y : y) * side + (flipX ? side - 1 - x : x)) * 3;
      out[to] = image[from];
      out[to + 1] = image[from + 1];
      out[to + 2] = image[from + 2];
    }
  }
}
