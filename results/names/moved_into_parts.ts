import type { Predictions } from "../../run/train/predict.ts";
import type { Edits } from "./edits.ts";
import { groupBy } from "./grouping.ts";
import type { NamedImages } from "./moved_images.ts";

/**
 * Edits whose moves into a cluster that is split lead to the nearest of its parts, for whoever has no
 * features to find it by.
 */
export async function movedIntoParts(
  edits: Edits,
  predictions: Predictions,
  head: number,
  images: NamedImages,
): Promise<Edits> {
  if (!edits.moves.some(({ to }) => Object.hasOwn(edits.split, to))) return edits;
  const { groups, moved } = await groupBy(edits, predictions, head, images);
  const numbers = new Map<string, number>();
  for (const form of [(name: string) => name.normalize("NFC"), (name: string) => name]) {
    for (const index of moved.keys()) numbers.set(form(images.name(index)), index);
  }
  return {
    ...edits,
    moves: edits.moves.map((move) => {
      const { image, to } = move;
      if (!Object.hasOwn(edits.split, to)) return move;
      const index = numbers.get(image) ?? numbers.get(image.normalize("NFC")) ?? -1;
      const keys = groups[moved.get(index) ?? -1]?.keys ?? [];
      return { ...move, to: keys.find((key) => key.startsWith(`${to}.`)) ?? to };
    }),
  };
}
