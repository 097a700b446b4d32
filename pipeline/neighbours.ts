import { Stream } from "../core/random.ts";

/** Which images are the neighbours of each one: a table `[N, k]`, row by row. */
export interface NeighbourTable {
  /** Neighbours an image, at least 1. */
  readonly k: number;
  /** Images `[N * k]`, each from 0 to N - 1. */
  readonly ids: ArrayLike<number>;
}

/**
 * @param length Images of the split, N.
 * @throws {RangeError} If the table has another size or names an image that does not exist.
 */
export function checkNeighbours({ k, ids }: NeighbourTable, length: number): void {
  if (!Number.isInteger(k) || k < 1 || ids.length !== k * length) {
    throw new RangeError(
      `Cannot use neighbours: the table must hold k >= 1 for each of ${length} images, and holds ${ids.length} for k = ${k}`,
    );
  }
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i];
    if (!(Number.isInteger(id) && id >= 0 && id < length)) {
      throw new RangeError(
        `Cannot use neighbours: each must be an image from 0 to ${length - 1}, and one of image ${
          Math.floor(i / k)
        } is ${id}`,
      );
    }
  }
}

/**
 * Draws one neighbour of each image, uniformly. Which one depends on the seed, the image, the pass
 * and the view's number, and on nothing else.
 *
 * @example
 * ```ts
 * import { drawNeighbours } from "@crlc/crlc/pipeline";
 * import { ok } from "node:assert/strict";
 *
 * const table = { k: 2, ids: [1, 2, 0, 2, 0, 1] };
 * const drawn = drawNeighbours(table, [0, 2], [7, 7], 1, 0);
 * ok([1, 2].includes(drawn[0]) && [0, 1].includes(drawn[1]));
 * ```
 *
 * @param indices Which images `[n]`.
 * @param passes How often each was seen before `[n]`.
 * @param view Number of the view within the training example.
 * @param orSelf Whether the image itself is drawn as often as each of its neighbours.
 * @returns Their neighbours `[n]`.
 */
export function drawNeighbours(
  { k, ids }: NeighbourTable,
  indices: ArrayLike<number>,
  passes: ArrayLike<number>,
  view: number,
  seed: number,
  orSelf = false,
): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(indices, (image, i) => {
    const random = new Stream(seed, "neighbours", passes[i], image, view);
    const drawn = random.below(orSelf ? k + 1 : k);
    return drawn < k ? ids[image * k + drawn] : image;
  });
}
