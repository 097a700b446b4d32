import type { PackedSet } from "../page_data.ts";

/** Images that runs share, unpacked. */
export interface PageSet extends Omit<PackedSet, "shown" | "labels" | "splits"> {
  readonly shown: Uint32Array;
  readonly labels: Int32Array | null;
  /** Splits that are joined, and the place among them of each image; null where there is one. */
  readonly splits: { readonly names: readonly string[]; readonly of: Uint8Array } | null;
}
