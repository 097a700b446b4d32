import { CrlcError } from "../../core/errors.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import type { Observer } from "../../run/api.ts";
import { drawMosaics } from "./mosaic.ts";

/** Pixels a side and quality of the pictures of a page, by how many there are, where nobody says. */
const LOOKS = [
  [600, 256, 60],
  [2_000, 128, 60],
  [6_000, 64, 60],
  [20_000, 32, 60],
  [Infinity, 32, 35],
] as const;

/** Pictures that are drawn beforehand, to tell what all of them will take. */
const TRIED = 24;
/** Bytes that the pictures of a page may take in the file, at most. */
const MOST = 100e6;
/** Base64 takes so much more. */
const IN_TEXT = 4 / 3;

/** How the pictures of a page are drawn. */
export interface PicturePlan {
  /** Pixels a side, at most. */
  readonly side: number;
  readonly quality: number;
}

/**
 * Decides on the pictures of a page and says beforehand what they will take, as a few of them show.
 *
 * @param pictures Pictures of the whole page.
 * @param asked Pixels a side that a person has asked for.
 * @throws {CrlcError} `PAGE_TOO_LARGE` if no browser would take the page.
 */
export async function planPictures(
  dataset: Dataset,
  shown: Uint32Array,
  pictures: number,
  asked: number | undefined,
  observer: Observer,
): Promise<PicturePlan> {
  const [, usual, quality] = LOOKS.find(([most]) => pictures <= most)!;
  const largest = Math.max(dataset.height, dataset.width);
  const side = Math.min(largest, asked ?? usual);
  if (asked === undefined && side <= 32) return { side, quality };
  const step = Math.max(1, Math.floor(shown.length / TRIED));
  const some = shown.filter((_, i) => i % step === 0).subarray(0, TRIED);
  const { files } = await drawMosaics(dataset, some, side, quality, () => {});
  const bytes = files.reduce((sum, { length }) => sum + length, 0) / some.length * IN_TEXT;
  const megabytes = (count: number) => (bytes * count / 1e6).toFixed(1);
  if (bytes * shown.length > MOST) {
    throw new CrlcError(
      "usage",
      "PAGE_TOO_LARGE",
      `Cannot make the page: its pictures must take ${MOST / 1e6} MB at most, and ${
        shown.length.toLocaleString("en-GB")
      } of ${side} x ${side} pixels would take about ${megabytes(shown.length)} MB`,
      { hint: `--images ${Math.floor(MOST / bytes)}, or a smaller --picture` },
    );
  }
  if (asked !== undefined && asked > largest) {
    observer.note(
      `The run has its pictures at ${largest} pixels a side: they are not drawn larger`,
    );
  }
  observer.note(
    `Pictures: ${shown.length.toLocaleString("en-GB")} of ${side} x ${side} pixels, about ${
      megabytes(shown.length)
    } MB of the page`,
  );
  return { side, quality };
}
