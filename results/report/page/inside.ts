/** Whether a point lies inside a closed line, by the number of its edges to the right of it. */
export function isInside(
  x: number,
  y: number,
  line: readonly (readonly [number, number])[],
): boolean {
  let inside = false;
  for (let i = 0, j = line.length - 1; i < line.length; j = i++) {
    const [ax, ay] = line[i], [bx, by] = line[j];
    if ((ay > y) !== (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
