import { join } from "node:path";
import { sha256 } from "../../core/sha256.ts";
import { messageOf } from "../../core/errors.ts";
import type { Dataset, Quarantined } from "../../datasets/dataset.ts";
import { readImage } from "../../datasets/folder/read_image.ts";
import { BadImage } from "../../datasets/images/bad_image.ts";
import { withDecoded } from "../../datasets/images/decode.ts";
import { holdHeifWorkers } from "../../datasets/images/heif/heif_workers.ts";
import { squareOf } from "../../datasets/images/prepare.ts";
import { greyOfSquare, SIDE } from "./fingerprint.ts";
import type { LookedAt } from "./looked_at.ts";

/** Files that are decoded at a time. */
const AT_A_TIME = 4;

/** What was found of some files. */
export interface LookedAtFiles {
  readonly pictures: readonly LookedAt[];
  /** Files that cannot be read as pictures. */
  readonly quarantined: readonly Quarantined[];
}

/** Looks at picture files, in their order. */
export async function lookAtFiles(
  root: string,
  names: readonly string[],
  progress: (done: number) => void,
): Promise<LookedAtFiles> {
  using _workers = holdHeifWorkers();
  const found: (LookedAt | Quarantined)[] = [];
  for (let from = 0; from < names.length; from += AT_A_TIME) {
    const some = names.slice(from, from + AT_A_TIME);
    found.push(...await Promise.all(some.map((name) => lookAtFile(join(root, name)))));
    progress(from + some.length);
  }
  return {
    pictures: found.filter((one) => "digest" in one),
    quarantined: found.filter((one) => "reason" in one),
  };
}

async function lookAtFile(path: string): Promise<LookedAt | Quarantined> {
  try {
    const bytes = await readImage(path), digest = sha256(bytes), { length } = bytes;
    return await withDecoded(bytes, (image) => {
      const [width, height] = image.full;
      const grey = greyOfSquare(squareOf(image, SIDE, { fit: "squeeze" }));
      return { path, digest, grey, width, height, bytes: length };
    }, { side: 2 * SIDE });
  } catch (error) {
    if (!(error instanceof BadImage)) throw error;
    return { path, reason: messageOf(error) };
  }
}

/** Looks at the images of a data set that has no files, as they are stored. */
export async function lookAtImages(dataset: Dataset): Promise<LookedAt[]> {
  const { length, height, width, channels } = dataset, found: LookedAt[] = [];
  const pixels = new Uint8Array(height * width * channels);
  for (let index = 0; index < length; index++) {
    await dataset.read(Uint32Array.of(index), pixels);
    const data = Uint8Array.from(
      { length: 3 * height * width },
      (_, i) => pixels[channels === 3 ? i : Math.floor(i / 3) * channels],
    );
    const full: [number, number] = [width, height];
    const square = squareOf({ width, height, data, full }, SIDE, { fit: "squeeze" });
    found.push({
      ...{ path: dataset.name(index), digest: sha256(pixels), grey: greyOfSquare(square) },
      ...{ width, height, bytes: 0 },
    });
  }
  return found;
}
