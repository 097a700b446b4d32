/** Height and width of an STL-10 image. */
export const SIDE = 96;
/** Bytes of an image. */
export const IMAGE_BYTES = SIDE * SIDE * 3;
const PLANE = SIDE * SIDE;

/**
 * Turns an STL-10 image the usual way: the file holds the red, green and blue planes, each by
 * columns.
 *
 * @param stored `[3, 96 columns, 96 rows]`
 * @param into Receives `[96, 96, 3]`.
 */
export function turnPlanes(stored: Uint8Array, into: Uint8Array): void {
  for (let column = 0, from = 0; column < SIDE; column++) {
    for (let row = 0; row < SIDE; row++, from++) {
      const to = (row * SIDE + column) * 3;
      into[to] = stored[from];
      into[to + 1] = stored[from + PLANE];
      into[to + 2] = stored[from + 2 * PLANE];
    }
  }
}
