import type { Dataset } from "./dataset.ts";
import { digestOf, fromSource, type ImageFacts, type ImageSource } from "./image_source.ts";

/** Images of one size that are held in memory. */
export interface MemoryImages extends ImageFacts {
  /** `[height, width, channels]` of every image. */
  readonly shape: readonly [number, number, number];
  /** `[n, height, width, channels]`, 0 to 255. */
  readonly pixels: Uint8Array;
}

/**
 * A data set of images that are held in memory.
 *
 * Its digest is the SHA-256 of the shape and the pixels: of what a training run sees, whatever the
 * files were called and however they were stored. It is computed when it is first asked for.
 *
 * @example
 * ```ts
 * import { inMemory } from "@crlc/crlc/datasets";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using dots = inMemory({
 *   shape: [1, 1, 3],
 *   pixels: Uint8Array.of(255, 0, 0, 0, 255, 0),
 *   name: (i) => ["red", "green"][i],
 * });
 * const green = new Uint8Array(3);
 * await dots.read(Uint32Array.of(1), green);
 * deepStrictEqual(green, Uint8Array.of(0, 255, 0));
 * ```
 *
 * @throws {RangeError} If `pixels` does not hold whole images, or `labels` another number of them.
 */
export function inMemory({ shape, pixels, ...facts }: MemoryImages): Dataset {
  return fromSource(memorySource(shape, pixels), facts);
}

/**
 * Pixels in memory as the source of a data set.
 *
 * @param known The digest, where it is known.
 * @throws {RangeError} If `pixels` does not hold whole images.
 */
export function memorySource(
  shape: readonly [number, number, number],
  pixels: Uint8Array,
  known?: string,
): ImageSource {
  const size = shape[0] * shape[1] * shape[2];
  const length = pixels.length / size;
  if (!Number.isInteger(length)) {
    throw new RangeError(`Cannot cut ${pixels.length} bytes into images of ${size} bytes`);
  }
  return {
    length,
    shape,
    heldBytes: pixels.length,
    get digest() {
      return known ??= digestOf(length, shape).update(pixels).digest("hex");
    },
    read(indices, into) {
      indices.forEach((index, i) =>
        into.set(pixels.subarray(index * size, (index + 1) * size), i * size)
      );
      return Promise.resolve();
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
