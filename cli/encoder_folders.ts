import { join } from "node:path";
import { hubCacheOf } from "../machine/encoder_places.ts";
import type { Io } from "./io.ts";
import { folderOf } from "./process/variables.ts";

/**
 * Where encoders may lie: in the data folder, and in the cache of the hub's own tools.
 *
 * @throws {CrlcError} `NO_HOME`
 */
export function encoderFoldersOf(io: Io, data?: string) {
  return { own: join(data ?? folderOf(io, "data"), "encoders"), hubCache: hubCacheOf(io) };
}
