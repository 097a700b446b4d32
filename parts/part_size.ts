import type { Part } from "./part.ts";

/** Bytes in millions: "1.3 MB", "274 MB". */
export const megabytes = (bytes: number) =>
  `${
    (bytes < 9.95e6 ? Math.ceil(bytes / 1e5) / 10 : Math.round(bytes / 1e6)).toLocaleString("en-GB")
  } MB`;

/** What a part brings, in words: `1 package, 274 MB to fetch, about 854 MB on disk`. */
export function partSize({ packages, unpackedBytes }: Part): string {
  const total = packages.reduce((sum, { bytes }) => sum + bytes, 0);
  return `${packages.length} ${packages.length === 1 ? "package" : "packages"}, ${
    megabytes(total)
  } to fetch, about ${megabytes(unpackedBytes)} on disk`;
}
