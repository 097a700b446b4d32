/** What is used of `libheif-js`; the underscored are functions of C, and take addresses. */
export interface Libheif {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;
  readonly heif_error_code: { readonly heif_error_Ok: unknown };
  readonly heif_colorspace: { readonly heif_colorspace_RGB: unknown };
  readonly heif_chroma: {
    readonly heif_chroma_interleaved_RGB: unknown;
    readonly heif_chroma_interleaved_RGBA: unknown;
  };
  heif_context_alloc(): Context;
  heif_context_free(context: Context): void;
  heif_context_read_from_memory(context: Context, bytes: Uint8Array): Failure;
  heif_js_context_get_primary_image_handle(context: Context): Handle | Failure;
  heif_js_context_get_image_handle(context: Context, id: number): Handle | Failure;
  heif_image_handle_get_width(handle: Handle): number;
  heif_image_handle_get_height(handle: Handle): number;
  heif_image_handle_has_alpha_channel(handle: Handle): number;
  heif_js_decode_image2(handle: Handle, space: unknown, chroma: unknown): Decoded | Failure;
  heif_image_release(image: unknown): void;
  _heif_image_handle_get_number_of_thumbnails(handle: number): number;
  _heif_image_handle_get_list_of_thumbnail_IDs(handle: number, ids: number, most: number): number;
  _malloc(bytes: number): number;
  _free(address: number): void;
}

export interface Context {
  readonly opaque: unique symbol;
}

export interface Handle {
  /** Embind's own. */
  readonly $$: { readonly ptr: number };
}

export interface Failure {
  readonly code: unknown;
  readonly message: string;
}

interface Decoded {
  readonly image: unknown;
  readonly channels: readonly {
    readonly width: number;
    readonly height: number;
    readonly stride: number;
    readonly data: Uint8Array;
  }[];
}
