import { megabytes } from "../core/megabytes.ts";
import type { Part } from "./part.ts";

/** What a part brings, in words: `1 package, 274 MB to fetch, about 854 MB on disk`. */
export function partSize({ packages, unpackedBytes }: Part): string {
  const total = packages.reduce((sum, { bytes }) => sum + bytes, 0);
  return `${packages.length} ${packages.length === 1 ? "package" : "packages"}, ${
    megabytes(total)
  } to fetch, about ${megabytes(unpackedBytes)} on disk`;
}
