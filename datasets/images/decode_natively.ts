import { messageOf } from "../../core/errors.ts";
import { BadImage } from "./bad_image.ts";

/** What is used of `@napi-rs/image`. */
interface Transformer {
  rawPixels(): Promise<Uint8Array>;
  metadata(): Promise<{ width: number; height: number; colorType: number }>;
}

/** Pixels as the native decoder gives them. */
export interface NativePixels {
  readonly width: number;
  readonly height: number;
  /** Channels one after the other, in the order of bytes of this machine. */
  readonly pixels: Uint8Array;
  /** L, La, Rgb and Rgba of 8 bits, then of 16 bits, then Rgb and Rgba of 32-bit floating point. */
  readonly colourType: number;
}

/** Loads the decoder, if it can be, while that is allowed; what is loaded stays. */
export async function loadDecoder(): Promise<void> {
  // Where it cannot, only who decodes an image has to hear of it.
  await import("@napi-rs/image").catch(() => {});
}

/**
 * Decodes with the native decoder, which is loaded by the first call.
 *
 * @throws {BadImage} If it refuses the file, with its reason.
 */
export async function decodeNatively(bytes: Uint8Array): Promise<NativePixels> {
  const { Transformer } = await import("@napi-rs/image") as unknown as {
    Transformer: new (bytes: Uint8Array) => Transformer;
  };
  try {
    const transformer = new Transformer(bytes);
    const pixels = await transformer.rawPixels();
    // Not a second decoding: the transformer keeps the first.
    const { width, height, colorType } = await transformer.metadata();
    return { width, height, pixels, colourType: colorType };
  } catch (error) {
    const reason = messageOf(error).replace(/^Decode (avif )?image failed /, "")
      .replace(/ while decoding ChunkType.*/s, "");
    throw new BadImage(`cannot be decoded: ${reason.slice(0, 200)}`);
  }
}
