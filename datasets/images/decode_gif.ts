import { messageOf } from "../../core/errors.ts";
import { BadImage } from "./bad_image.ts";

/** What is used of `omggif`. */
interface Reader {
  readonly width: number;
  readonly height: number;
  decodeAndBlitFrameRGBA(frame: number, pixels: Uint8Array): void;
}

/**
 * Decodes the first frame of a GIF file whose header has been checked; what it leaves free is
 * transparent.
 *
 * @returns `[height, width, 4]`, with alpha.
 * @throws {BadImage} If it is damaged or its pixels end too early.
 */
export async function decodeGif(bytes: Uint8Array): Promise<Uint8Array> {
  const { GifReader } = await import("omggif") as unknown as {
    GifReader: new (bytes: Uint8Array) => Reader;
  };
  const complaints: unknown[] = [];
  // The library says on the console, and only there, that pixels are missing. What follows does not
  // wait, so nobody else's words are kept back.
  const { log } = console;
  console.log = (...words: unknown[]) => void complaints.push(...words);
  let pixels: Uint8Array;
  try {
    const reader = new GifReader(bytes);
    pixels = new Uint8Array(reader.width * reader.height * 4);
    reader.decodeAndBlitFrameRGBA(0, pixels);
  } catch (error) {
    throw new BadImage(`cannot be decoded: ${messageOf(error).slice(0, 200)}`);
  } finally {
    console.log = log;
  }
  if (complaints.some((words) => /shorter/.test(String(words)))) {
    throw new BadImage("is cut: pixels are missing");
  }
  return pixels;
}
