import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import type { Quarantined } from "../dataset.ts";
import { BadImage } from "../images/bad_image.ts";
import { prepareImage } from "../images/prepare.ts";
import { byteOrder } from "./byte_order.ts";
import { quoteName } from "./quote.ts";
import { systemReason } from "./system_reason.ts";
import type { Listing } from "./walk.ts";

export interface LoadOptions {
  /** Height and width of the squares. */
  readonly size: number;
  /** Largest share of bad images, 0 to 1. */
  readonly maxBad: number;
  readonly progress?: (done: number, total: number) => void;
}

/** The images that could be used, in the order of the listing. */
export interface Loaded {
  readonly paths: readonly string[];
  /** `[n, size, size, 3]` */
  readonly pixels: Uint8Array;
  readonly quarantined: readonly Quarantined[];
}

/** Most bytes of an image file: 100 megapixels of RGB without compression, and some more. */
const MOST_FILE_BYTES = 400_000_000;
/** Most bytes of prepared images, which are all held in memory. */
const MOST_BYTES = 4 * 2 ** 30;
/** Images decoded at a time. More than the processors would only cost memory. */
const AT_A_TIME = Math.max(1, Math.min(navigator.hardwareConcurrency, 8));

/**
 * Reads, decodes and crops every image of a listing into memory.
 *
 * @param root The folder that was listed.
 * @throws {CrlcError} `TOO_MANY_BAD_IMAGES` as soon as it is certain; `TOO_MANY_IMAGES` for memory.
 */
export async function loadImages(
  root: string,
  { images, quarantined }: Listing,
  { size, maxBad, progress }: LoadOptions,
): Promise<Loaded> {
  const bytes = size * size * 3;
  const pixels = room(images.length, bytes, root);
  const reasons = new Map<number, string>();
  const total = images.length + quarantined.length;
  let next = 0, done = 0;
  progress?.(0, images.length);

  const tooMany = () => quarantined.length + reasons.size > maxBad * total;
  async function work(): Promise<void> {
    while (next < images.length && !tooMany()) {
      const i = next++;
      try {
        pixels.set(await prepareImage(await readImage(join(root, images[i])), size), i * bytes);
      } catch (error) {
        if (!(error instanceof BadImage)) throw error;
        reasons.set(i, error.message);
      }
      progress?.(++done, images.length);
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, work));

  const bad = [...reasons].map(([i, reason]) => ({ path: images[i], reason }));
  const all = [...quarantined, ...bad].sort((a, b) => byteOrder(a.path, b.path));
  if (tooMany()) throw tooManyBad(root, all, total, done < images.length, maxBad);

  // Close the gaps.
  const paths: string[] = [];
  for (let i = 0; i < images.length; i++) {
    if (reasons.has(i)) continue;
    pixels.copyWithin(paths.length * bytes, i * bytes, (i + 1) * bytes);
    paths.push(images[i]);
  }
  return { paths, pixels: pixels.subarray(0, paths.length * bytes), quarantined: all };
}

function room(count: number, bytes: number, root: string): Uint8Array {
  if (count * bytes <= MOST_BYTES) return new Uint8Array(count * bytes);
  throw new CrlcError(
    "resource",
    "TOO_MANY_IMAGES",
    `Cannot hold folder ${quoteName(root)} in memory: ${MOST_BYTES / 2 ** 30} GiB are the most, ` +
      `and ${count} images need ${(count * bytes / 2 ** 30).toFixed(1)} GiB`,
    { hint: "store smaller images: --set size=64" },
  );
}

/** Reads a file that still is a file, and not a pipe that would never end. */
async function readImage(path: string): Promise<Uint8Array> {
  try {
    const { isFile, size } = await Deno.lstat(path);
    if (!isFile) throw new BadImage("is not a file");
    if (size > MOST_FILE_BYTES) throw new BadImage(`has more than ${MOST_FILE_BYTES / 1e6} MB`);
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof BadImage) throw error;
    throw new BadImage(`cannot be read: ${systemReason(error)}`);
  }
}

function tooManyBad(
  root: string,
  bad: readonly Quarantined[],
  total: number,
  early: boolean,
  maxBad: number,
): CrlcError {
  const first = bad.slice(0, 3).map(({ path, reason }) => `${quoteName(path)} ${reason}`);
  return new CrlcError(
    "data",
    "TOO_MANY_BAD_IMAGES",
    `Cannot use folder ${quoteName(root)}: at most ${Number((maxBad * 100).toPrecision(3))} % of ` +
      `its images may be bad, and ${early ? "at least " : ""}${bad.length} of ${total} are (${
        first.join("; ")
      }${bad.length > first.length ? "; ..." : ""})`,
    { hint: "mend or remove them, or allow a larger share with --max-bad, such as --max-bad 0.2" },
  );
}
