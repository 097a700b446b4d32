import type { RgbImage } from "../rgb.ts";
import type { HeifFacts } from "./open_heif.ts";

/** What a worker is asked: to take a file in, and then to decode it. */
export type HeifQuestion =
  | {
    readonly bytes: Uint8Array;
    /** The short side that is wanted. */
    readonly side?: number;
    /** Most bytes that the library may hold. */
    readonly memory: number;
  }
  | { readonly memory: number };

/** What it answers; that it is ready, or that the part is broken, unasked and first. */
export type HeifAnswer =
  | { readonly ready: true }
  | { readonly broken: string }
  | { readonly facts: HeifFacts }
  | {
    readonly image: RgbImage;
    /** What the library holds, and keeps. */
    readonly heapBytes: number;
  }
  | { readonly reason: string };
