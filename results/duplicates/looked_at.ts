/** A picture as it is compared with others. */
export interface LookedAt {
  /** Its path, or its name where it has no file. */
  readonly path: string;
  /** SHA-256 of the file, or of the pixels. */
  readonly digest: string;
  /** Grey values `[32, 32]`. */
  readonly grey: Float32Array;
  readonly width: number;
  readonly height: number;
  /** Bytes of the file; 0 where it has none. */
  readonly bytes: number;
}
