import { createHash } from "node:crypto";
import type { Dataset, Quarantined } from "./dataset.ts";

/** Images of one size that are held in memory. */
export interface MemoryImages {
  /** `[height, width, channels]` of every image. */
  readonly shape: readonly [number, number, number];
  /** `[n, height, width, channels]`, 0 to 255. */
  readonly pixels: Uint8Array;
  /** What an image is called; names must differ. */
  readonly name: (index: number) => string;
  /** True classes `[n]`, where they are known. */
  readonly labels?: Int32Array;
  /** Class names by label. */
  readonly classes?: readonly string[];
  /** Images that were found and could not be used. */
  readonly quarantined?: readonly Quarantined[];
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
export function inMemory(images: MemoryImages): Dataset {
  const { pixels, labels, shape: [height, width, channels] } = images;
  const size = height * width * channels;
  const length = pixels.length / size;
  if (!Number.isInteger(length)) {
    throw new RangeError(`Cannot cut ${pixels.length} bytes into images of ${size} bytes`);
  }
  if (labels !== undefined && labels.length !== length) {
    throw new RangeError(`Cannot label ${length} images with ${labels.length} labels`);
  }
  const check = (index: number) => {
    if (!(Number.isInteger(index) && index >= 0 && index < length)) {
      throw new RangeError(
        `Cannot find image ${index}: indices must be from 0 to ${length - 1}`,
      );
    }
  };
  let digest: string | undefined;

  return {
    length,
    height,
    width,
    channels,
    classes: images.classes,
    quarantined: images.quarantined ?? [],
    get digest() {
      return digest ??= createHash("sha256")
        .update(`crlc images ${length} ${height} ${width} ${channels}\n`).update(pixels)
        .digest("hex");
    },
    name(index) {
      check(index);
      return images.name(index);
    },
    // Promises reject where the arguments are wrong, so nothing is thrown before one exists.
    // deno-lint-ignore require-await
    async read(indices, into) {
      if (into.length !== indices.length * size) {
        throw new RangeError(
          `Cannot read ${indices.length} images into ${into.length} bytes: ${
            indices.length * size
          } must be given`,
        );
      }
      indices.forEach(check);
      indices.forEach((index, i) =>
        into.set(pixels.subarray(index * size, (index + 1) * size), i * size)
      );
    },
    truth: () => Promise.resolve(labels?.slice()),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
