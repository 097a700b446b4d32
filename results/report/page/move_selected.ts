import { movePictures, newKey } from "./corrections.ts";
import type { Desk } from "./desk.ts";
import { groupText } from "./group.ts";
import { NEW } from "./group_picker.ts";

/** Moves pictures into the group of a key, or into a new one. */
export function moveImages(desk: Desk, images: readonly number[], to: string): void {
  const { view, grouping, history: { now } } = desk;
  const key = to === NEW ? newKey(now) : to;
  const group = grouping.byKey.get(key);
  const names = images.map((i) => view.names[i]);
  const home = new Set(
    images.filter((i) => grouping.natural[i] === group).map((i) => view.names[i]),
  );
  const what = images.length === 1 ? names[0] : `${images.length.toLocaleString("en-GB")} pictures`;
  desk.correct(
    `Moved ${what} to ${
      group === undefined ? `a new group, ${key}` : groupText(grouping.groups[group])
    }`,
    movePictures(now, names, key, (image) => home.has(image)),
  );
}
