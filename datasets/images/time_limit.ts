import { CrlcError } from "../../core/errors.ts";
import { BadImage } from "./bad_image.ts";

/** Seconds that an image file may take, unless `CRLC_IMAGE_SECONDS` says otherwise. */
const SECONDS = 20, MOST_SECONDS = 86_400;

/**
 * Seconds that decoding an image file may take.
 *
 * @param text What `CRLC_IMAGE_SECONDS` says, if anything.
 * @throws {CrlcError} `BAD_VARIABLE` where `CRLC_IMAGE_SECONDS` is no number of seconds.
 */
export function secondsPerImage(text = Deno.env.get("CRLC_IMAGE_SECONDS")): number {
  if (!text) return SECONDS;
  const given = Number(text);
  if (given > 0 && given <= MOST_SECONDS) return given;
  throw new CrlcError(
    "usage",
    "BAD_VARIABLE",
    `Cannot use CRLC_IMAGE_SECONDS: it must be a number above 0 and at most ${MOST_SECONDS}, and ` +
      `is "${text}"`,
  );
}

/**
 * Waits for work on an image, but not for ever: work that cannot be ended, such as a call into a
 * native library that does not return, is left to itself.
 *
 * @throws {BadImage} If it takes longer than it may; then it may still be at work.
 */
export async function within<Result>(seconds: number, work: Promise<Result>): Promise<Result> {
  const began = performance.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow(seconds)), 1000 * seconds);
  });
  try {
    const result = await Promise.race([work, late]);
    // Where this thread had no turn meanwhile, both are over: the clock decides.
    if (performance.now() - began > 1000 * seconds) throw tooSlow(seconds);
    return result;
  } finally {
    clearTimeout(timer);
  }
}

/** Why an image is bad that takes too long. */
export function tooSlow(seconds: number): BadImage {
  return new BadImage(
    `takes more than ${seconds} s to decode: resize it, or allow more with CRLC_IMAGE_SECONDS`,
  );
}
