import { findPart } from "../../../parts/find_part.ts";
import { BadImage } from "../bad_image.ts";
import { bytesNeeded, type ImageFacts } from "../limits.ts";
import type { DecodedImage } from "../rgb.ts";
import { withMemory } from "../with_memory.ts";
import type { HeifAnswer } from "./heif_jobs.ts";
import { withHeifWorker } from "./heif_workers.ts";

/** Why a HEIC file is not read where the part is missing. */
export const NEEDS_HEIC = 'is a HEIC file, which the part "heic" reads: crlc parts add heic';

/** What the library takes for itself, and for what it makes of the boxes of a file. */
const BASE_BYTES = 64_000_000;

/**
 * Decodes a HEIC or HEIF file to upright RGB: its thumbnail where that has the side wanted. The
 * library is the optional part "heic" and works in a worker, which is ended where a file takes too
 * long or too much memory.
 *
 * @param requireFew Gives the bytes that so many pixels take, or throws.
 * @throws {BadImage} If it cannot be used, with the reason.
 */
export async function decodeHeif<Result>(
  bytes: Uint8Array,
  { side, seconds, requireFew }: {
    readonly side?: number;
    readonly seconds: number;
    readonly requireFew: (facts: ImageFacts) => number;
  },
  use: (image: DecodedImage) => Result,
): Promise<Result> {
  if (findPart("heic") === undefined) throw new BadImage(NEEDS_HEIC);
  return await withHeifWorker(async (worker) => {
    const memory = BASE_BYTES + 3 * bytes.length;
    const opened = await worker.ask({ bytes, side, memory }, seconds);
    if (!("facts" in opened)) throw refused(opened);
    const { width, height, alpha } = opened.facts;
    const facts = { kind: "HEIC", pixels: width * height, fileBytes: bytes.length } as const;
    const needed = requireFew({ ...facts, four: alpha });
    return await withMemory(needed, async () => {
      const done = await worker.ask({ memory: memory + bytesNeeded(facts) }, seconds);
      if (!("image" in done)) throw refused(done);
      return use({ ...done.image, full: [done.image.width, done.image.height] });
    });
  });
}

function refused(answer: HeifAnswer): BadImage {
  const reason = "reason" in answer ? answer.reason : "it holds no picture";
  return /end of (data|file)|premature|insufficient|cannot read full/i.test(reason)
    ? new BadImage("is cut: its end is missing")
    : new BadImage(`cannot be decoded: ${reason.split("\n")[0].slice(0, 200)}`);
}
