import type { ImageKind } from "../costs.ts";

/** What is known of an image before it is decoded. */
export interface ImageHeader {
  /** Stored width, before the orientation is applied. */
  readonly width: number;
  readonly height: number;
  /** What decoding a pixel of it costs. */
  readonly kind: ImageKind;
  /** EXIF orientation, 1 to 8; 1 where there is none. */
  readonly orientation: number;
  /** Whether the file reaches its own end, as far as the format tells. */
  readonly whole: boolean;
}
