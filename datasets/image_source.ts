import { createHash, type Hash } from "node:crypto";
import type { Dataset, Quarantined, Remarks } from "./dataset.ts";

/** Where the pixels of a data set come from: memory, a file, or a computation. */
export interface ImageSource extends AsyncDisposable {
  readonly length: number;
  /** `[height, width, channels]` of every image. */
  readonly shape: readonly [number, number, number];
  /** Bytes of images that it holds in memory; absent where it holds none. */
  readonly heldBytes?: number;
  /** SHA-256 of what `digestOf` is given, in hexadecimal. */
  readonly digest: string;
  /**
   * Copies images; called with good indices and room for just as many images.
   *
   * @param into Receives `[n, height, width, channels]`.
   */
  read(indices: Uint32Array, into: Uint8Array): Promise<void>;
}

/** What a data set knows of its images beside their pixels. */
export interface ImageFacts {
  /** What an image is called; names must differ. */
  readonly name: (index: number) => string;
  /** The split that an image is of, where several are joined and their order does not say. */
  readonly splitOf?: (index: number) => string | undefined;
  /** True classes `[n]`, where they are known. */
  readonly labels?: Int32Array;
  /** Class names by label. */
  readonly classes?: readonly string[];
  /** Images that were found and could not be used. */
  readonly quarantined?: readonly Quarantined[];
  readonly remarks?: Remarks;
}

/**
 * Begins the digest of a data set: of the shape and the pixels, which are then added in order.
 *
 * @returns A SHA-256 that wants the pixels.
 */
export function digestOf(
  length: number,
  [height, width, channels]: readonly [number, number, number],
): Hash {
  return createHash("sha256").update(`crlc images ${length} ${height} ${width} ${channels}\n`);
}

/**
 * A data set of images that come from somewhere: what a set larger than memory is made of.
 *
 * @example Images that are computed when they are read
 * ```ts
 * import { digestOf, fromSource } from "@crlc/crlc/datasets";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await using ramp = fromSource({
 *   length: 256,
 *   shape: [1, 1, 1],
 *   get digest() {
 *     const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
 *     return digestOf(256, [1, 1, 1]).update(bytes).digest("hex");
 *   },
 *   read: (indices, into) => Promise.resolve(indices.forEach((index, i) => into[i] = index)),
 *   [Symbol.asyncDispose]: () => Promise.resolve(),
 * }, { name: (index) => `grey ${index}` });
 *
 * const two = new Uint8Array(2);
 * await ramp.read(Uint32Array.of(200, 100), two);
 * deepStrictEqual(two, Uint8Array.of(200, 100));
 * ```
 *
 * @param source Closed with the data set.
 * @throws {RangeError} If there are labels of another number than images.
 */
export function fromSource(source: ImageSource, facts: ImageFacts): Dataset {
  const { length, shape: [height, width, channels] } = source;
  const { labels } = facts;
  const size = height * width * channels;
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

  return {
    length,
    height,
    width,
    channels,
    classes: facts.classes,
    heldBytes: source.heldBytes,
    quarantined: facts.quarantined ?? [],
    remarks: facts.remarks,
    splitOf: facts.splitOf,
    get digest() {
      return source.digest;
    },
    name(index) {
      check(index);
      return facts.name(index);
    },
    async read(indices, into) {
      if (into.length !== indices.length * size) {
        throw new RangeError(
          `Cannot read ${indices.length} images into ${into.length} bytes: ${
            indices.length * size
          } must be given`,
        );
      }
      indices.forEach(check);
      await source.read(indices, into);
    },
    labels: () => Promise.resolve(labels?.slice()),
    [Symbol.asyncDispose]: () => source[Symbol.asyncDispose](),
  };
}
