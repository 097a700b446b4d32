import { messageOf } from "../../core/errors.ts";
import { alone, beside } from "./alone.ts";
import { BadImage } from "./bad_image.ts";
import { whitenAround } from "./gif.ts";
import { fromLowBits, mayUseLowBits } from "./low_bits.ts";
import type { Inspected } from "./inspect.ts";
import { cmykToRgb, type DecodedImage, floatsToBytes, overWhite, type Span } from "./rgb.ts";
import type { FailOn, Metadata } from "./sharp.d.ts";
import type { DecodableFormat } from "./sniff.ts";
import { tooSlow } from "./time_limit.ts";

/** Warnings about JPEG files whose pixels are all there; of any other, pixels are made up. */
const HARMLESS = /extraneous bytes|JFIF revision|Adobe color transform|Invalid SOS parameters/;
/** What says nothing of the file. */
const NOISE = /^source: bad seek/;
const CUT = /premature end|unexpected end|outside of file|truncated/i;

/** How many times the wanted side must be left of a reduced scale. */
const LEAVE = 2.5;
/** Scales that libjpeg can decode at, and by how much a file must shrink for libvips to use them. */
const SHRINKS = [[8, 9], [4, 5], [2, 3]] as const;
/** The orientations by which the last stored pixels become the first, across and down. */
const TURNED: readonly (readonly number[])[] = [[2, 3, 6, 7], [3, 4, 7, 8]];

/** A reduced scale. */
interface Reduced {
  readonly size: readonly [width: number, height: number];
  readonly spans: readonly [across: Span, down: Span];
}

/**
 * Reads the header of an image file.
 *
 * @param seconds So long a second look may take, which tells the reason of a refusal.
 * @throws {BadImage} If the library refuses the file, with its reason.
 */
export async function readMetadata(bytes: Uint8Array, seconds: number): Promise<Metadata> {
  const { sharp } = await import("./libvips.ts");
  const read = () => sharp(bytes, { limitInputPixels: false }).metadata();
  try {
    return await beside(seconds, read).catch(() => alone(seconds, read));
  } catch (error) {
    throw badImage(error);
  }
}

/**
 * Decodes with libvips to upright RGB.
 *
 * @param seconds After so many, the library ends by itself where it can.
 * @throws {BadImage} If the file is cut, or the library refuses it, with its reason.
 */
export async function decodeNatively(
  { bytes, frame, opaque }: Inspected,
  format: DecodableFormat,
  meta: Metadata,
  { side, seconds }: { readonly side?: number; readonly seconds: number },
): Promise<DecodedImage> {
  const { width, height } = meta.autoOrient, full = [width, height] as const;
  const cmyk = meta.space === "cmyk";
  // Floating-point colours would be taken for light that is to be turned into brightness.
  const space = meta.space === "cmyk" || meta.space === "scrgb" ? meta.space : "srgb";
  const reduced = format === "jpeg" && side && !cmyk ? reduce(meta, side) : undefined;
  const { sharp } = await import("./libvips.ts");

  const decode = (failOn: FailOn, wide = false) => {
    const limitInputPixels = meta.width * meta.height;
    let image = sharp(bytes, { failOn, limitInputPixels, ignoreIcc: true, autoOrient: true })
      .timeout({ seconds: Math.ceil(seconds) });
    if (reduced) image = image.resize(...reduced.size, { fit: "fill", kernel: "lanczos3" });
    // Its alpha is all or nothing, so that this is exact; a fourth channel would only take memory.
    if (format === "gif") image = image.flatten({ background: "white" });
    if (cmyk) image = image.pipelineColourspace("cmyk");
    return image.toColourspace(wide ? "rgb16" : space)
      .raw({ depth: wide ? "ushort" : meta.depth === "float" ? "float" : "uchar" })
      .toBuffer({ resolveWithObject: true });
  };
  const strictly = () => decode(format === "jpeg" ? "warning" : "error");
  // Only of a file that is decoded alone is it known what the library says.
  const judged = () =>
    alone(seconds, () =>
      strictly().catch((error) => {
        if (format === "jpeg" && HARMLESS.test(messageOf(error))) return decode("error");
        throw error;
      }));
  try {
    const { data, info } = await beside(seconds, strictly).catch(judged);
    const rgb = rgbOf(data, info.channels, meta, opaque);
    if (frame) whitenAround(rgb, info.width, frame);
    const found = { width: info.width, height: info.height, full, spans: reduced?.spans };
    if (meta.depth === "ushort" && meta.space !== "cmyk" && mayUseLowBits(rgb)) {
      const wide = (await beside(seconds, () => decode("error", true))).data;
      const samples = new Uint16Array(wide.buffer, wide.byteOffset, wide.length / 2);
      const bytes = fromLowBits(samples, info.channels);
      if (bytes) {
        return { ...found, data: rgbOf(bytes, info.channels, meta, opaque), stretched: true };
      }
    }
    return { ...found, data: rgb };
  } catch (error) {
    if (/timeout/.test(messageOf(error))) throw tooSlow(seconds);
    throw badImage(error);
  }
}

/** The size at which a large JPEG file is decoded for a square; nothing for its own. */
function reduce({ autoOrient, orientation = 1 }: Metadata, side: number): Reduced | undefined {
  const full = [autoOrient.width, autoOrient.height] as const;
  for (const [scale, shrink] of SHRINKS) {
    const [width, height] = full.map((length) => Math.floor(length / shrink));
    if (Math.min(width, height) < LEAVE * side) continue;
    const [across, down] = full.map((length, axis): Span => {
      // What is left over of the last eight pixels is cut off.
      const pixels = [width, height][axis],
        taken = length * pixels / (Math.floor(length / scale) * scale);
      return [TURNED[axis].includes(orientation) ? pixels - taken : 0, taken];
    });
    return { size: [width, height], spans: [across, down] };
  }
}

function rgbOf(
  pixels: Uint8Array,
  channels: number,
  { space, depth }: Metadata,
  opaque: boolean,
): Uint8Array {
  if (depth === "float") {
    const bytes = channels === 3 ? floatsToBytes(pixels) : undefined;
    if (bytes) return bytes;
    throw new BadImage(
      "is of floating-point numbers, not all of them from 0 to 1, so that black and white are " +
        "not known: convert it to 8 bits",
    );
  }
  if (channels === 3) return pixels;
  if (channels === 4) return space === "cmyk" ? cmykToRgb(pixels) : overWhite(pixels, opaque);
  throw new BadImage(`has ${channels} channels, and 1 to 4 are read: convert it to 8 bits RGB`);
}

/** What the library says, in one line. */
function badImage(error: unknown): BadImage {
  if (error instanceof BadImage) return error;
  const reason = messageOf(error);
  if (CUT.test(reason)) return new BadImage("is cut: its end is missing");
  const line = reason.replace(/^Input buffer (has corrupt header:)?/, "").split("\n")
    .map((said) => said.trim()).find((said) => said !== "" && !NOISE.test(said));
  return new BadImage(`cannot be decoded: ${line?.slice(0, 200) ?? "its header is damaged"}`);
}
