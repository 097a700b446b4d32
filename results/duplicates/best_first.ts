import { join } from "node:path";
import type { Dataset } from "../../datasets/dataset.ts";
import { readImage } from "../../datasets/folder/read_image.ts";
import { readMetadata } from "../../datasets/images/decode_natively.ts";
import { secondsPerImage } from "../../datasets/images/time_limit.ts";
import { betterFirst, type Rank } from "./better_first.ts";

/** Files that are looked at, at most; what lies beyond comes after them, by its name. */
const MOST = 5_000;

/**
 * Puts the best of each group of copies first; images without files are all of one size.
 *
 * @param groups Names of images.
 */
export async function bestFirst(
  { remarks }: Pick<Dataset, "remarks">,
  groups: readonly (readonly string[])[],
): Promise<string[][]> {
  const root = remarks?.root, sizes = new Map<string, Size>();
  if (root !== undefined) {
    for (const name of groups.flat().slice(0, MOST)) {
      sizes.set(name, await sizeOf(join(root, name)));
    }
  }
  const rank = (name: string) => ({ ...sizes.get(name) ?? NOTHING, name });
  return groups.map((group) => group.toSorted((a, b) => betterFirst(rank(a), rank(b))));
}

type Size = Omit<Rank, "name">;

const NOTHING: Size = { pixels: 0, bytes: 0 };

/** The size of a picture's file; nothing of what cannot be read. */
async function sizeOf(path: string): Promise<Size> {
  try {
    const bytes = await readImage(path);
    const { width, height } = await readMetadata(bytes, secondsPerImage());
    return { pixels: width * height, bytes: bytes.length };
  } catch {
    return NOTHING;
  }
}
