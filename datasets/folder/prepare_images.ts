import { join } from "node:path";
import type { Quarantined } from "../dataset.ts";
import { BadImage } from "../images/bad_image.ts";
import { NEEDS_HEIC } from "../images/heif/decode_heif.ts";
import { holdHeifWorkers } from "../images/heif/heif_workers.ts";
import { requirePart } from "../../parts/find_part.ts";
import { byteOrder } from "./byte_order.ts";
import type { SquareForm } from "../images/square_form.ts";
import { areTooMany, counting, tooManyBad } from "./judge.ts";
import { prepareFile } from "./prepare_file.ts";
import type { Findings } from "./prepared.ts";
import type { Listing } from "./walk.ts";

export interface PrepareOptions extends SquareForm {
  /** Height and width of the squares. */
  readonly size: number;
  /** Largest share of bad images, 0 to 1. */
  readonly maxBad: number;
  readonly progress?: (done: number, total: number) => void;
}

/** Images decoded at a time. More than the processors would only cost memory. */
const AT_A_TIME = Math.max(1, Math.min(navigator.hardwareConcurrency, 8));
/** Prepared images that may wait for one before them. */
const WAITING = 256;
/** Of up to so many images all bad ones are counted, even where it is certain that they are too many. */
const MOST_COUNTED = 200;

/**
 * Reads, decodes and crops every image of a listing.
 *
 * @param root The folder that was listed.
 * @param take Given the good images `[size, size, 3]`, in the order of the listing.
 * @returns Why images are bad, and which good ones a person should know of.
 * @throws {CrlcError} `TOO_MANY_BAD_IMAGES` as soon as it is certain; `PART_MISSING` where HEIC files
 *   are among them, and nothing reads such.
 */
export async function prepareImages(
  root: string,
  listing: Listing,
  { size, maxBad, progress, interpolation, fit }: PrepareOptions,
  take: (pixels: Uint8Array) => void,
): Promise<Findings> {
  const { images } = listing, quarantined = counting(listing.quarantined);
  const bad = new Map<number, string>(), order = inOrder(take);
  const total = images.length + quarantined.length;
  const tooMany = () => areTooMany(quarantined.length + bad.size, total, maxBad);
  // The whole count is worth a moment.
  const isOver = () => images.length > MOST_COUNTED && tooMany();
  let next = 0, done = 0;
  let room = Promise.withResolvers<void>();
  progress?.(0, images.length);
  async function work(): Promise<void> {
    while (next < images.length && !isOver()) {
      if (next - order.taken >= WAITING) {
        await room.promise;
        continue;
      }
      const i = next++;
      let pixels: Uint8Array | undefined, stretched = false;
      try {
        pixels = await prepareFile(join(root, images[i]), size, {
          ...{ interpolation, fit },
          stretched: () => void (stretched = true),
        });
      } catch (error) {
        if (!(error instanceof BadImage)) throw error;
        bad.set(i, error.message);
      }
      order.put(i, pixels && { pixels, stretched });
      room.resolve();
      room = Promise.withResolvers();
      // Counted whether or not anybody hears of it.
      done++;
      progress?.(done, images.length);
    }
  }
  using _workers = holdHeifWorkers();
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  if (tooMany()) {
    // It may be all that is wanting.
    if ([...bad.values()].includes(NEEDS_HEIC)) requirePart("heic");
    throw tooManyBad(root, allBad(listing, bad), total, done < images.length, maxBad);
  }
  return { bad, marks: order.marks };
}

/** Gives images on in the order of their numbers, however they come, and marks odd ones. */
function inOrder(take: (pixels: Uint8Array) => void) {
  type Image = { readonly pixels: Uint8Array; readonly stretched: boolean };
  const waiting = new Map<number, Image | undefined>();
  const flat: number[] = [], stretched: number[] = [];
  let good = 0;
  const order = {
    /** Images that have been given on, and bad ones between them. */
    taken: 0,
    marks: { flat, stretched },
    put(i: number, image: Image | undefined): void {
      waiting.set(i, image);
      for (; waiting.has(order.taken); order.taken++) {
        const next = waiting.get(order.taken);
        waiting.delete(order.taken);
        if (!next) continue;
        if (isFlat(next.pixels)) flat.push(good);
        if (next.stretched) stretched.push(good);
        take(next.pixels);
        good++;
      }
    },
  };
  return order;
}

/** Whether a square is of one colour all over. */
function isFlat(pixels: Uint8Array): boolean {
  for (let i = 3; i < pixels.length; i++) {
    if (pixels[i] !== pixels[i - 3]) return false;
  }
  return true;
}

/** Everything that cannot be used, in byte order: what the listing says, and what decoding found. */
export function allBad(
  { images, quarantined }: Listing,
  bad: ReadonlyMap<number, string>,
): Quarantined[] {
  const found = [...bad].map(([i, reason]) => ({ path: images[i], reason }));
  return [...quarantined, ...found].sort((a, b) => byteOrder(a.path, b.path));
}
