import type { PackedSet } from "../page_data.ts";

/** Images that runs share, unpacked. */
export interface PageSet extends Omit<PackedSet, "shown" | "labels"> {
  readonly shown: Uint32Array;
  readonly labels: Int32Array | null;
}
