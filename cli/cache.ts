import type { Environment } from "../run/parts/environment.ts";
import { folderIfKnown, numberOf } from "./process/variables.ts";
import type { Io } from "./io.ts";

/** Most GiB that prepared images take, where nobody says otherwise: ImageNet-200 needs 47. */
const LIMIT = 64;

/**
 * Most bytes that prepared images may take.
 *
 * @throws {CrlcError} `BAD_VARIABLE`.
 */
export function cacheLimitOf(io: Io): number {
  return (numberOf(io, "CRLC_CACHE_LIMIT") ?? LIMIT) * 2 ** 30;
}

/**
 * Where prepared images are kept; nothing where no folder can be chosen.
 *
 * @throws {CrlcError} `BAD_VARIABLE`.
 */
export function cacheOf(io: Io): Environment["cache"] {
  const limit = cacheLimitOf(io), folder = folderIfKnown(io, "cache");
  return folder === undefined ? undefined : { folder, limit };
}
