import type { PageEdits } from "../page_data.ts";

type Keys = readonly string[];

/** The longest name, as names.json has it. */
export const LONGEST = 200;

/** Gives a group another name; an empty one takes it away. */
export function rename(edits: PageEdits, keys: Keys, name: string): PageEdits {
  const names = without(edits.names, keys), short = name.trim().slice(0, LONGEST);
  if (short) names[keys[0]] = short;
  return { ...edits, names };
}

/** Makes one group of two; it is called as the first, or as the second where that has no name. */
export function mergeGroups(edits: PageEdits, a: Keys, b: Keys): PageEdits {
  const all = [...a, ...b];
  const name = all.map((key) => edits.names[key]).find((own) => own !== undefined);
  const names = without(edits.names, all);
  if (name !== undefined) names[a[0]] = name;
  return { ...edits, names, merge: [...apart(edits.merge, all), all] };
}

/** Makes single keys of a group again. */
export function takeApart(edits: PageEdits, keys: Keys): PageEdits {
  return { ...edits, merge: apart(edits.merge, keys) };
}

/** Splits a cluster that is in no group with others. Pictures moved into it are in their nearest parts. */
export function splitCluster(edits: PageEdits, cluster: string, parts: number): PageEdits {
  return {
    ...edits,
    names: without(edits.names, [cluster]),
    split: { ...edits.split, [cluster]: parts },
  };
}

/** Makes one cluster of its parts again, which leave their groups. */
export function joinParts(edits: PageEdits, cluster: string): PageEdits {
  const isPart = (key: string) => key.startsWith(`${cluster}.`);
  const { [cluster]: _gone, ...split } = edits.split;
  return {
    ...edits,
    split,
    names: without(edits.names, Object.keys(edits.names).filter(isPart)),
    merge: edits.merge.map((keys) => keys.filter((key) => !isPart(key)))
      .filter((keys) => keys.length > 1),
    moves: edits.moves.map((move) => isPart(move.to) ? { ...move, to: cluster } : move),
  };
}

/**
 * Puts single pictures into the group that has a key.
 *
 * @param atHome Whether a picture is in that group without being moved.
 */
export function movePictures(
  edits: PageEdits,
  images: readonly string[],
  to: string,
  atHome: (image: string) => boolean,
): PageEdits {
  const moved = new Set(images);
  return {
    ...edits,
    moves: [
      ...edits.moves.filter(({ image }) => !moved.has(image)),
      ...images.filter((image) => !atHome(image)).map((image) => ({ image, to })),
    ],
  };
}

/** A key for one more group. */
export function newKey({ names, merge, moves }: PageEdits): string {
  const used = [...Object.keys(names), ...merge.flat(), ...moves.map(({ to }) => to)]
    .filter((key) => key.startsWith("+")).map(Number);
  return `+${Math.max(0, ...used) + 1}`;
}

/** Takes an added group away; pictures that were moved into it go back. */
export function removeAdded(edits: PageEdits, key: string): PageEdits {
  return {
    ...edits,
    names: without(edits.names, [key]),
    merge: edits.merge.map((keys) => keys.filter((own) => own !== key))
      .filter((keys) => keys.length > 1),
    moves: edits.moves.filter(({ to }) => to !== key),
  };
}

function without(names: PageEdits["names"], keys: Keys): Record<string, string> {
  return Object.fromEntries(Object.entries(names).filter(([key]) => !keys.includes(key)));
}

function apart(merge: PageEdits["merge"], keys: Keys): Keys[] {
  return merge.filter((own) => !own.some((key) => keys.includes(key)));
}
