/**
 * What is used of `sharp`. Its own types bring those of Node.js, under which globals such as
 * `setTimeout` are others in all of crlc.
 */
interface Sharp {
  metadata(): Promise<Metadata>;
  timeout(limit: { readonly seconds: number }): Sharp;
  resize(
    width: number,
    height: number,
    options: { readonly fit: "fill"; readonly kernel: "lanczos3" },
  ): Sharp;
  removeAlpha(): Sharp;
  flatten(options: { readonly background: "white" }): Sharp;
  pipelineColourspace(space: "cmyk"): Sharp;
  toColourspace(space: "cmyk" | "rgb16" | "scrgb" | "srgb"): Sharp;
  raw(options?: { readonly depth: "uchar" | "ushort" | "float" }): Sharp;
  png(options?: { readonly compressionLevel?: number }): Sharp;
  jpeg(options?: { readonly quality?: number; readonly progressive?: boolean }): Sharp;
  webp(options?: { readonly quality?: number; readonly lossless?: boolean }): Sharp;
  avif(options?: { readonly quality?: number; readonly effort?: number }): Sharp;
  tiff(options?: { readonly compression?: "none" | "lzw" | "deflate" | "jpeg" }): Sharp;
  gif(): Sharp;
  toBuffer(): Promise<Uint8Array<ArrayBuffer>>;
  toBuffer(options: { readonly resolveWithObject: true }): Promise<{
    readonly data: Uint8Array<ArrayBuffer>;
    readonly info: { readonly width: number; readonly height: number; readonly channels: number };
  }>;
}

/** What a header says. */
export interface Metadata {
  /** As stored, before the orientation is applied. */
  readonly width: number;
  readonly height: number;
  /** Width and height of the upright image. */
  readonly autoOrient: { readonly width: number; readonly height: number };
  /** "cmyk", "srgb", "b-w" and others. */
  readonly space: string;
  readonly channels: number;
  readonly hasAlpha: boolean;
  /** "uchar", "ushort", "float" and others. */
  readonly depth: string;
  /** 1 to 8; absent where nothing says so. */
  readonly orientation?: number;
  readonly isProgressive?: boolean;
}

/** By which damage decoding fails: by any that is warned of, or by errors. */
export type FailOn = "warning" | "error";

interface Input {
  readonly failOn?: FailOn;
  readonly limitInputPixels?: number | false;
  readonly ignoreIcc?: boolean;
  /** Of an SVG, in pixels to an inch. */
  readonly density?: number;
  readonly autoOrient?: boolean;
  /** What pixels without a header are like. */
  readonly raw?: { readonly width: number; readonly height: number; readonly channels: 1 | 3 | 4 };
}

interface Operations {
  readonly operation: readonly string[];
}

declare const sharp: {
  (bytes: Uint8Array, input?: Input): Sharp;
  concurrency(threads: number): void;
  cache(on: false): void;
  block(what: Operations): void;
  unblock(what: Operations): void;
};
export default sharp;
