import { join } from "node:path";
import type { Quarantined } from "../dataset.ts";
import { byteOrder } from "../folder/byte_order.ts";
import { listImages, type Listing } from "../folder/walk.ts";
import type { WordNetClass } from "./classes.ts";
import type { Located } from "./locate.ts";

/**
 * Lists the images of some classes in some splits, by paths from the folder of all splits.
 *
 * @param splits Names of splits that are there, with all of these classes.
 */
export async function listSplits(
  { base, splits }: Located,
  wanted: readonly string[],
  classes: readonly WordNetClass[],
): Promise<Listing> {
  const images: string[] = [];
  const quarantined: Quarantined[] = [];
  for (const split of wanted) {
    const { folder, listed } = splits[split];
    const prefix = folder === "" ? "" : `${folder}/`;
    for (const { wnid } of classes) {
      if (listed) {
        images.push(...listed.get(wnid)!.map((path) => prefix + path));
        continue;
      }
      // With a slash, a link to a class folder is followed.
      const listing = await listImages(join(base, folder, wnid, "/"));
      images.push(...listing.images.map((path) => `${prefix}${wnid}/${path}`));
      quarantined.push(
        ...listing.quarantined.map((file) => ({
          ...file,
          path: `${prefix}${wnid}/${file.path}`,
        })),
      );
    }
  }
  return {
    images: images.sort(byteOrder),
    quarantined: quarantined.sort((a, b) => byteOrder(a.path, b.path)),
  };
}

/** The label of every listed image, by its path. */
export function labelsOf(
  { splits }: Located,
  paths: readonly string[],
  classes: readonly WordNetClass[],
): Int32Array {
  const labels = new Map(classes.map(({ wnid }, label) => [wnid, label]));
  const byPath = new Map<string, string>();
  for (const { folder, listed } of Object.values(splits)) {
    for (const [wnid, images] of listed ?? []) {
      for (const path of images) byPath.set(`${folder}/${path}`, wnid);
    }
  }
  return Int32Array.from(paths, (path) => {
    const wnid = byPath.get(path) ?? path.split("/").find((part) => labels.has(part));
    return labels.get(wnid!)!;
  });
}
