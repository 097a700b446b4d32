import type { Predictions } from "../../run/train/predict.ts";
import type { Edits } from "./edits.ts";
import { groupBy } from "./grouping.ts";
import { movedImages, type NamedImages } from "./moved_images.ts";

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
  const { numbers } = movedImages(edits.moves, images);
  return {
    ...edits,
    moves: edits.moves.map((move) => {
      const { to } = move;
      if (!Object.hasOwn(edits.split, to)) return move;
      const keys = groups[moved.get(numbers.get(move) ?? -1) ?? -1]?.keys ?? [];
      return { ...move, to: keys.find((key) => key.startsWith(`${to}.`)) ?? to };
    }),
  };
}
