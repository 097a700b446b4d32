/**
 * Groups of images that are connected by the arrows from each to its nearest other: where JULE begins.
 * They are numbered by their lowest image.
 *
 * @param nearest The nearest other of each image.
 */
export function firstNeighbourGroups(nearest: ArrayLike<number>): number[][] {
  const parent = Array.from({ length: nearest.length }, (_, i) => i);
  const rootOf = (i: number) => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (let i = 0; i < parent.length; i++) {
    const a = rootOf(i), b = rootOf(nearest[i]);
    parent[Math.max(a, b)] = Math.min(a, b);
  }
  const groups = new Map<number, number[]>();
  for (let i = 0; i < parent.length; i++) {
    const root = rootOf(i), group = groups.get(root);
    if (group) group.push(i);
    else groups.set(root, [i]);
  }
  return [...groups.values()];
}
