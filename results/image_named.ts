import type { Dataset } from "../datasets/dataset.ts";

/**
 * The index of the image of this name. As it is typed, an accent is often coded otherwise than in the
 * file's name: an image of just that name comes first, then one whose name reads the same.
 *
 * @returns Nothing where no image is called so.
 */
export function imageNamed(
  text: string,
  dataset: Pick<Dataset, "length" | "name">,
): number | undefined {
  const names = Array.from({ length: dataset.length }, (_, index) => dataset.name(index));
  const exact = names.indexOf(text), read = text.normalize("NFC");
  const index = exact >= 0 ? exact : names.findIndex((name) => name.normalize("NFC") === read);
  return index >= 0 ? index : undefined;
}
