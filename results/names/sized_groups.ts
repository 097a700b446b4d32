import type { Grouping } from "./grouping.ts";
import type { Group } from "./groups.ts";

/** A group, and how many images it has. */
export interface SizedGroup extends Group {
  readonly images: number;
  /** Images of it that a person has moved there; absent where there are none. */
  readonly moved?: number;
}

/**
 * The groups of a run with their sizes.
 *
 * @param of Group of each image; those of the training split where absent.
 */
export function sizedGroups(
  { groups, of: trained, moved }: Pick<Grouping, "groups" | "of" | "moved">,
  of: Int32Array = trained,
): SizedGroup[] {
  const images = new Array<number>(groups.length).fill(0), here = images.slice();
  for (const group of of) images[group]++;
  if (of === trained) { for (const group of moved.values()) here[group]++; }
  return groups.map((group, g) => ({
    ...group,
    images: images[g],
    ...here[g] > 0 ? { moved: here[g] } : {},
  }));
}
