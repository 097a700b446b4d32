import { BadImage } from "./bad_image.ts";

/** Seconds that an image file may take, unless `CRLC_IMAGE_SECONDS` says otherwise. */
const SECONDS = 20;

/** Most seconds that a timer of the system can wait for. */
const MOST_SECONDS = 1_000_000;

/** Seconds that decoding an image file may take. */
export function secondsPerImage(): number {
  const given = Number(Deno.env.get("CRLC_IMAGE_SECONDS"));
  return given > 0 ? Math.min(given, MOST_SECONDS) : SECONDS;
}

/**
 * Waits for work on an image, but not for ever: work that cannot be ended, such as a call into a
 * native library that does not return, is left to itself.
 *
 * @throws {BadImage} If it takes longer than it may; then it may still be at work.
 */
export async function within<Result>(seconds: number, work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow(seconds)), 1000 * seconds);
  });
  try {
    return await Promise.race([work, late]);
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
