import { join } from "node:path";
import { CrlcError, messageOf } from "../core/errors.ts";
import type { Dataset, Quarantined } from "../datasets/dataset.ts";
import { prepareFile } from "../datasets/folder/prepare_file.ts";
import { listImages } from "../datasets/folder/walk.ts";
import { BadImage } from "../datasets/images/bad_image.ts";
import type { SquareForm } from "../datasets/images/square_form.ts";
import { holdHeifWorkers } from "../datasets/images/heif/heif_workers.ts";
import { greyOf } from "../datasets/images/grey.ts";

/** Most images decoded and passed on at once. */
const BATCH = 256;

/** What was found under the paths of a person. */
export interface FoundImages {
  readonly paths: readonly string[];
  readonly quarantined: readonly Quarantined[];
}

/**
 * The image files meant by some paths: files as they are, folders with everything below them.
 *
 * @param listed Files that a list names; what is missing of them is quarantined.
 *
 * @throws {CrlcError} `NO_SUCH_IMAGE` for a path that leads nowhere.
 */
export async function findImages(
  paths: readonly string[],
  listed: readonly string[] = [],
): Promise<FoundImages> {
  const found: string[] = [], quarantined: Quarantined[] = [];
  for (const path of paths) {
    let isDirectory: boolean;
    try {
      ({ isDirectory } = await Deno.stat(path));
    } catch (cause) {
      throw new CrlcError(
        "data",
        "NO_SUCH_IMAGE",
        `Cannot read "${path}": it must be an image or a folder of images, and cannot be reached`,
        { hint: "check the path", cause },
      );
    }
    if (!isDirectory) {
      found.push(path);
      continue;
    }
    const listing = await listImages(join(path, "/"));
    found.push(...listing.images.map((image) => join(path, image)));
    quarantined.push(
      ...listing.quarantined.map((file) => ({ ...file, path: join(path, file.path) })),
    );
  }
  for (const path of listed) {
    const target = await Deno.stat(path).catch(() => undefined);
    if (target?.isFile) found.push(path);
    else {
      const reason = target ? "is not a file: list the files in it" : "is not there";
      quarantined.push({ path, reason });
    }
  }
  return { paths: found, quarantined };
}

/** Some images as a data set would give them. */
export interface ImageBatch {
  readonly paths: readonly string[];
  /** `[paths, height, width, channels]`. */
  readonly pixels: Uint8Array;
  /** Files of this batch that cannot be used. */
  readonly quarantined: readonly Quarantined[];
  /** Files read so far, good or bad. */
  readonly done: number;
}

/**
 * Decodes image files in batches, as squares of a data set's size and channels.
 *
 * @param form How the data set's own pictures became squares.
 *
 * @throws {CrlcError} `NOT_SQUARE` for a data set whose images are not squares.
 */
export async function* readImages(
  paths: readonly string[],
  { height, width, channels }: Pick<Dataset, "height" | "width" | "channels">,
  form?: SquareForm,
): AsyncGenerator<ImageBatch> {
  if (height !== width || (channels !== 1 && channels !== 3)) {
    throw new CrlcError(
      "usage",
      "NOT_SQUARE",
      `Cannot take image files: the run must have learned from squares of 1 or 3 channels, and its images are ${height}x${width}x${channels}`,
    );
  }
  const size = height * width * channels;
  using _workers = holdHeifWorkers();
  // Even ones, since a network may normalise by the images of a batch: the last has no few.
  const batch = Math.ceil(paths.length / Math.ceil(paths.length / BATCH));
  for (let from = 0; from < paths.length; from += batch) {
    const some = paths.slice(from, from + batch);
    const good: string[] = [], quarantined: Quarantined[] = [];
    const pixels = new Uint8Array(some.length * size);
    for (const path of some) {
      try {
        // A link that is given on purpose is followed.
        const square = await prepareFile(await Deno.realPath(path), height, form);
        pixels.set(channels === 3 ? square : greyOf(square), good.length * size);
        good.push(path);
      } catch (error) {
        const reason = error instanceof BadImage
          ? error.message
          : `cannot be read: ${messageOf(error)}`;
        quarantined.push({ path, reason });
      }
    }
    yield {
      paths: good,
      pixels: pixels.subarray(0, good.length * size),
      quarantined,
      done: from + some.length,
    };
  }
}
