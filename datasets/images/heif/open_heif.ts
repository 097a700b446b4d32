import type { RgbImage } from "../rgb.ts";
import { overWhite } from "../rgb.ts";
import type { Failure, Handle, Libheif } from "./library.d.ts";

/** What is to be decoded of a file: the picture itself, or a smaller form of it. */
export interface HeifFacts {
  /** Upright. */
  readonly width: number;
  readonly height: number;
  readonly alpha: boolean;
}

/** A HEIF file that the library has taken in. */
export interface HeifFile extends Disposable {
  readonly facts: HeifFacts;
  /** @throws {Error} With the library's reason. */
  decode(): RgbImage & { readonly data: Uint8Array<ArrayBuffer> };
}

/** How far the sides of a thumbnail may be from those of its picture, by rounding. */
const SAME_FORM = 0.02;
/** Thumbnails that are looked at. */
const MOST_THUMBNAILS = 16;

/**
 * Opens a HEIF file: its primary image, or the smallest thumbnail of it that has the side wanted.
 * Grids, turns and mirrors are the library's.
 *
 * @param side The short side that is wanted; the picture itself where absent.
 * @throws {Error} With the library's reason.
 */
export function openHeif(library: Libheif, bytes: Uint8Array, side?: number): HeifFile {
  const context = library.heif_context_alloc();
  try {
    const read = library.heif_context_read_from_memory(context, bytes);
    if (read.code !== library.heif_error_code.heif_error_Ok) throw new Error(read.message);
    const primary = good(library.heif_js_context_get_primary_image_handle(context));
    const thumbnails = side === undefined ? [] : thumbnailsOf(library, primary)
      .map((id) => library.heif_js_context_get_image_handle(context, id))
      .filter((handle): handle is Handle => !("code" in handle));
    const chosen = choose(library, primary, thumbnails, side);
    return {
      facts: factsOf(library, chosen),
      decode: () => decode(library, chosen),
      [Symbol.dispose]: () => library.heif_context_free(context),
    };
  } catch (error) {
    library.heif_context_free(context);
    throw error;
  }
}

function factsOf(library: Libheif, handle: Handle): HeifFacts {
  return {
    width: library.heif_image_handle_get_width(handle),
    height: library.heif_image_handle_get_height(handle),
    alpha: library.heif_image_handle_has_alpha_channel(handle) !== 0,
  };
}

/** The smallest form that has the side; one that is cut or turned otherwise is none. */
function choose(
  library: Libheif,
  primary: Handle,
  thumbnails: readonly Handle[],
  side = Infinity,
): Handle {
  const { width, height } = factsOf(library, primary);
  const sized = thumbnails.map((handle) => ({ handle, facts: factsOf(library, handle) }))
    .filter(({ facts }) => Math.min(facts.width, facts.height) >= side)
    .filter(({ facts }) => Math.abs(facts.width * height / (facts.height * width) - 1) < SAME_FORM)
    .sort((a, b) => a.facts.width - b.facts.width);
  return sized[0]?.handle ?? primary;
}

function thumbnailsOf(library: Libheif, { $$: { ptr } }: Handle): number[] {
  const most = Math.min(
    MOST_THUMBNAILS,
    library._heif_image_handle_get_number_of_thumbnails(ptr),
  );
  if (most === 0) return [];
  const at = library._malloc(4 * most);
  try {
    const count = library._heif_image_handle_get_list_of_thumbnail_IDs(ptr, at, most);
    return [...library.HEAPU32.subarray(at / 4, at / 4 + count)];
  } finally {
    library._free(at);
  }
}

function decode(library: Libheif, handle: Handle) {
  const { alpha } = factsOf(library, handle), channels = alpha ? 4 : 3;
  const { heif_chroma_interleaved_RGB: rgb, heif_chroma_interleaved_RGBA: rgba } =
    library.heif_chroma;
  const decoded = good(library.heif_js_decode_image2(
    handle,
    library.heif_colorspace.heif_colorspace_RGB,
    alpha ? rgba : rgb,
  ));
  try {
    const [{ width, height, stride, data }] = decoded.channels;
    const line = width * channels, pixels = new Uint8Array(line * height);
    for (let y = 0; y < height; y++) {
      pixels.set(data.subarray(y * stride, y * stride + line), y * line);
    }
    return { width, height, data: alpha ? overWhite(pixels).slice() : pixels };
  } finally {
    library.heif_image_release(decoded.image);
  }
}

function good<Result extends object>(result: Result | Failure): Result {
  if (result && !("code" in result)) return result;
  throw new Error((result as Failure | null)?.message ?? "it holds no picture");
}
